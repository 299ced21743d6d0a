package io.mycli.cli.catalog;

/**
 * The result of an installation.
 *
 * @param added whether the library is new in the profile
 */
public record InstallResult(String profile, Library library, boolean added) {}
