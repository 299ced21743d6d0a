package io.mycli.example.catalog;

/** A library that the profile has now. */
record InstallationRepresentation(String profile, LibraryRepresentation library) {}
