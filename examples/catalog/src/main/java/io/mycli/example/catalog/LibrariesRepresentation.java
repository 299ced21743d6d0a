package io.mycli.example.catalog;

import java.util.List;

/** What can be installed. */
record LibrariesRepresentation(List<LibraryRepresentation> libraries) {}
