package dev.covet.petshop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that changes data: it gets another application, so that readers see the seed untouched. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ChangesData {}
