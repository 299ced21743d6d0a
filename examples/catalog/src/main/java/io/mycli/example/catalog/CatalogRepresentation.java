package io.mycli.example.catalog;

import java.util.List;

/** What a profile has. */
record CatalogRepresentation(String profile, List<LibraryRepresentation> libraries) {}
