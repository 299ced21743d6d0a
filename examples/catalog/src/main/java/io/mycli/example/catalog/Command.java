package io.mycli.example.catalog;

/**
 * A command of a library.
 *
 * @param sha256 of its script's bytes, in hex
 */
record Command(String name, String description, String sha256, String script) {}
