package dev.covet.checks.planted.agent.dist;

import dev.covet.checks.planted.petshop.Shop;

/** Breaks a rule on purpose. */
public final class BreaksProductDoesNotKnowApplications {
    public static final Class<?> USED = Shop.class;
}
