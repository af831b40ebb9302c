package dev.covet.plain.library;

import java.util.List;

/** An author with the books, each with the number of its copies that are lent now. */
public record AuthorDetail(long id, String name, String country, List<Shelved> books) {

    /** A book as the page of its author shows it. */
    public record Shelved(long id, String title, int published, int lent) {}

    public AuthorDetail {
        books = List.copyOf(books);
    }
}
