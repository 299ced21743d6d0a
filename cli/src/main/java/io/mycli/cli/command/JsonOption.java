package io.mycli.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Decides whether the word after {@code --json} is its value or an argument of the command, as in
 * {@code my cli token show --json ci-deploy}. It is the value after an equals sign, or if the command has no arguments,
 * or if one of its members is in it.
 */
final class JsonOption implements IParameterPreprocessor {

    /** The value for all members. */
    private static final String ALL = "";

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = "=".equals(info.get("separator"));
        if (!attached && (words.isEmpty() || !isValue(words.peek(), command))) {
            words.push(ALL);
        }
        return false;
    }

    private static boolean isValue(String word, CommandSpec command) {
        if (word.startsWith("-")) {
            return false;
        }
        List<String> known =
                command.userObject() instanceof BaseCommand object ? object.jsonMembers() : List.<String>of();
        return command.positionalParameters().isEmpty()
                || JsonMembers.split(word).stream().anyMatch(known::contains);
    }
}
