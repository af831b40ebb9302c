package dev.covet.optimizer.features.prefetch.batch;

import java.util.List;

/** Queries that frameworks repeat, in words that every database takes. */
final class CommonShapes {
    private CommonShapes() {}

    /**
     * With these keys.
     *
     * @param numbers for identifiers of owners
     * @param texts for their codes
     */
    static List<Single> of(List<?> numbers, List<?> texts) {
        return List.of(
                Single.of(
                        "select o.id, o.name, p.no from owner o left join passport p on p.owner_id=o.id where o.id=?",
                        numbers),
                Single.of(
                        "select p.owner_id,p.id,k.id,k.name from pet p left join kind k on k.id=p.kind_id"
                                + " where p.owner_id=? order by p.name",
                        numbers),
                Single.of("select p.id,p.no,p.owner_id from passport p where p.owner_id=?", numbers),
                Single.of(
                        "select t1_0.owner_id,t1_1.id,t1_1.label from owner_tag t1_0 join tag t1_1"
                                + " on t1_1.id=t1_0.tag_id where t1_0.owner_id=?",
                        numbers),
                Single.of("select n.owner_id,n.nick from nick n where n.owner_id=?", numbers),
                Single.of("select * from pet where owner_id=? and (active=true) order by created desc", numbers),
                Single.of("select id, name from pet where owner_id = ? and tenant = ? and active", numbers, 1),
                Single.of("select count(*) from pet where owner_id=?", numbers),
                Single.of("select 1 from pet where owner_id=? limit 1", numbers),
                Single.of("select id, name from owner where code=?", texts),
                Single.of(
                        "select c.id, case when c.k=1 then 'a' else 'b' end from (select id, 1 as k from owner union all"
                                + " select id, 2 from pet) c where c.id=?",
                        numbers),
                Single.of(
                        "select b.title from book b where (b.country,b.no) in ((?,?))",
                        List.of("de", "at", "de", "xx"),
                        List.of(1, 40, 41, 1)),
                Single.of(
                        "select title from book where country=? and no=?",
                        List.of("de", "at", "ch"),
                        List.of(5, 6, 7)));
    }
}
