package io.mycli.example.catalog;

import java.util.List;

/** A published library of commands. */
record Library(String name, String version, String description, List<Command> commands) {}
