package dev.covet.nplus1.corpus;

/** A program over a {@link Shop}, with what is true of it over this shop's data. */
record ShopProgram(String shape, Label label, Db.Work work) {}
