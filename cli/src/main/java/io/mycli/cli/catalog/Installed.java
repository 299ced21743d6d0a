package io.mycli.cli.catalog;

/**
 * What came of an installation.
 *
 * @param added whether the profile did not have it before
 */
public record Installed(String profile, Library library, boolean added) {}
