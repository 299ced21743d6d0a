package io.mycli.cli.catalog;

/**
 * What came of an installation.
 *
 * @param added whether the profile did not have it before
 */
public record InstallResult(String profile, Library library, boolean added) {}
