package dev.covet.plain;

import dev.covet.plain.database.Database;
import dev.covet.plain.library.Authors;
import dev.covet.plain.library.BookDraft;
import dev.covet.plain.library.Books;
import dev.covet.plain.library.Catalogue;
import dev.covet.plain.library.Covers;
import dev.covet.plain.library.Loans;
import dev.covet.plain.library.Member;
import dev.covet.plain.library.Members;
import dev.covet.plain.library.Refusal;
import dev.covet.plain.web.HttpProblem;
import dev.covet.plain.web.JsonObject;
import dev.covet.plain.web.JsonWriter;
import dev.covet.plain.web.Request;
import dev.covet.plain.web.Response;
import dev.covet.plain.web.Routes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What plain can be asked over HTTP. */
final class Endpoints {
    private static final int MOST_IN_BATCH = 1_000;
    private static final int MOST_IN_BASKET = 20;
    private static final int LONGEST_SUMMARY = 1_000_000;

    private final Database database;
    private final Clock clock;

    Endpoints(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Routes routes() {
        Routes routes = new Routes();
        return routes.add("GET", "/", request -> Response.json(200, Map.of("routes", routes.descriptions())))
                .add("GET", "/health", request -> health())
                .add("GET", "/authors", this::authors)
                .add("POST", "/authors", this::addAuthor)
                .add("GET", "/authors/{id}", this::author)
                .add("GET", "/books", this::books)
                .add("POST", "/books", this::addBook)
                .add("GET", "/books/search", this::search)
                .add("POST", "/books/batch", this::addBooks)
                .add("GET", "/books/export", request -> export())
                .add("GET", "/books/{id}", this::book)
                .add("GET", "/books/{id}/cover", this::cover)
                .add("PUT", "/books/{id}/cover", this::replaceCover)
                .add("POST", "/members", this::addMember)
                .add("GET", "/members/{id}", this::member)
                .add("POST", "/loans", this::lend)
                .add("GET", "/loans/overdue", this::overdue)
                .add("POST", "/loans/{id}/return", this::giveBack);
    }

    private Response health() throws SQLException {
        return database.work(connection -> {
            DatabaseMetaData facts = connection.getMetaData();
            try (var statement = connection.prepareStatement("select 1");
                    var rows = statement.executeQuery()) {
                rows.next();
            }
            Map<String, @Nullable Object> health = new LinkedHashMap<>();
            health.put("status", "up");
            health.put("database", facts.getDatabaseProductName());
            return Response.json(200, health);
        });
    }

    private Response authors(Request request) throws SQLException {
        Request.Page page = request.page();
        return database.work(connection -> Response.json(200, new Authors(connection).list(page.page(), page.size())));
    }

    private Response addAuthor(Request request) throws SQLException {
        JsonObject json = request.json();
        String name = json.text("name", 100);
        String country = json.text("country", 60);
        var author = database.work(connection -> new Authors(connection).add(name, country));
        return Response.created("/authors/" + author.id(), author);
    }

    private Response author(Request request) throws SQLException {
        long id = request.id();
        return database.work(connection -> Response.json(200, new Authors(connection).detail(id)));
    }

    private Response books(Request request) throws SQLException {
        Request.Page page = request.page();
        return database.work(connection ->
                Response.json(200, new Books(connection, database.dialect()).list(page.page(), page.size())));
    }

    private Response search(Request request) throws SQLException {
        String text = request.text("text");
        return database.work(connection -> Response.json(200, new Books(connection, database.dialect()).search(text)));
    }

    private Response book(Request request) throws SQLException {
        long id = request.id();
        return database.work(connection -> Response.json(200, new Books(connection, database.dialect()).detail(id)));
    }

    private Response addBook(Request request) throws SQLException {
        BookDraft draft = draft(request.json());
        var added = database.work(connection -> new Books(connection, database.dialect()).add(draft));
        return Response.created("/books/" + added.book().id(), added);
    }

    private Response addBooks(Request request) throws SQLException {
        List<BookDraft> drafts =
                request.json().objects("books").stream().map(Endpoints::draft).toList();
        requireAtMost("books", drafts.size(), MOST_IN_BATCH);
        int added = database.inTransaction(connection -> new Books(connection, database.dialect()).addAll(drafts));
        return Response.json(201, Map.of("added", added));
    }

    private Response export() {
        return Response.stream("application/x-ndjson; charset=utf-8", this::writeCatalogue);
    }

    private void writeCatalogue(OutputStream output) throws IOException, SQLException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        Catalogue catalogue =
                new Catalogue(entry -> writer.append(JsonWriter.write(entry)).append('\n'));
        try {
            database.inTransaction(connection -> catalogue.read(connection, database.dialect()));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        writer.flush();
    }

    private Response cover(Request request) throws SQLException {
        long id = request.id();
        return Response.bytes(database.work(connection -> new Covers(connection).find(id)));
    }

    private Response replaceCover(Request request) throws SQLException {
        long id = request.id();
        if (request.body().length == 0) {
            throw HttpProblem.badRequest("send the bytes of the cover as the body");
        }
        return database.work(connection -> {
            new Covers(connection).replace(id, request.body());
            return Response.noContent();
        });
    }

    private Response addMember(Request request) throws SQLException {
        JsonObject json = request.json();
        String name = json.text("name", 100);
        String email = json.text("email", 100);
        Member member = database.work(connection -> new Members(connection).add(name, email, database.dialect()));
        return Response.created("/members/" + member.id(), member);
    }

    private Response member(Request request) throws SQLException {
        long id = request.id();
        return database.work(connection -> {
            Member member = new Members(connection).find(id).orElseThrow(() -> Refusal.notFound("member", id));
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("member", member);
            detail.put("loans", new Loans(connection, today()).ofMember(id));
            return Response.json(200, detail);
        });
    }

    private Response lend(Request request) throws SQLException {
        JsonObject json = request.json();
        long member = json.wholeNumber("member", 1, Long.MAX_VALUE);
        List<Long> books = json.wholeNumbers("books", 1, Long.MAX_VALUE);
        requireAtMost("books", books.size(), MOST_IN_BASKET);
        return Response.json(
                201, database.inTransaction(connection -> new Loans(connection, today()).lend(member, books)));
    }

    private Response giveBack(Request request) throws SQLException {
        long id = request.id();
        return Response.json(200, database.inTransaction(connection -> new Loans(connection, today()).giveBack(id)));
    }

    private Response overdue(Request request) throws SQLException {
        Request.Page page = request.page();
        return database.work(
                connection -> Response.json(200, new Loans(connection, today()).overdue(page.page(), page.size())));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static BookDraft draft(JsonObject json) {
        return new BookDraft(
                json.wholeNumber("authorId", 1, Long.MAX_VALUE),
                json.text("isbn", 20),
                json.text("title", 200),
                (int) json.wholeNumber("published", 0, 9999),
                (int) json.wholeNumber("copies", 0, 10_000),
                json.optionalText("summary", LONGEST_SUMMARY));
    }

    private static void requireAtMost(String name, int given, int most) {
        if (given > most) {
            throw HttpProblem.badRequest(name + " may hold at most " + most + ", not " + given);
        }
    }
}
