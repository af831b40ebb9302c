package dev.covet.nplus1.mybatis;

import java.math.BigDecimal;
import java.util.List;
import org.apache.ibatis.annotations.Many;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Select;

/** Queries for owners and pets; some ask again for each row. */
interface ClinicMapper {
    @Select("select id, name from owner order by id")
    List<Owner> owners();

    @Select("select id, name, weight from pet where owner_id = #{owner} order by id")
    List<Pet> pets(long owner);

    @Select("select id, name from owner where id = #{id}")
    Owner owner(long id);

    @Select("select id, name from owner order by id")
    @Result(property = "id", column = "id", id = true)
    @Result(property = "pets", column = "id", many = @Many(select = "pets"))
    List<Owner> ownersWithPets();

    @Select("select id, name, weight, owner_id from pet order by id")
    @Result(property = "id", column = "id", id = true)
    @Result(property = "owner", column = "owner_id", one = @One(select = "owner"))
    List<Pet> petsWithOwner();

    /** MyBatis fills it, and finds its properties by the names of accessors. */
    @SuppressWarnings("NullAway.Init")
    class Owner {
        private long id;
        private String name;
        private List<Pet> pets;

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public List<Pet> getPets() {
            return pets;
        }
    }

    /** Likewise. */
    @SuppressWarnings("NullAway.Init")
    class Pet {
        private long id;
        private String name;
        private BigDecimal weight;
        private Owner owner;

        public Owner getOwner() {
            return owner;
        }

        String text() {
            return id + " " + name + " " + weight;
        }
    }
}
