package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.credential.AskedHost;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code my credential docker}. */
@Command(
        name = "docker",
        header = "Give Docker the API token as password.",
        footerHeading = "Example:%n",
        footer = {"  exec my credential docker --host registry.example.com --username alice \"$@\"", ""},
        description = {
            "Give Docker the API token of MY_API_TOKEN as password, for the named hosts only.",
            "Write the example into a file docker-credential-my on your PATH, below \"#!/bin/sh\", and make it executable.",
            "In ~/.docker/config.json: {\"credHelpers\": {\"registry.example.com\": \"my\"}}"
        })
final class CredentialDockerCommand extends CredentialHelper {

    /** What Docker recognises as an answer, and not as a failure. */
    private static final String NOT_FOUND = "credentials not found in native keychain";

    CredentialDockerCommand(Context context) {
        super(context);
    }

    @Override
    Optional<AskedHost> asked(String input) {
        return AskedHost.ofDocker(input);
    }

    @Override
    void give(String input, String name, String secret) {
        JsonObject credential = new JsonObject();
        credential.addProperty("ServerURL", input.strip());
        credential.addProperty("Username", name);
        credential.addProperty("Secret", secret);
        terminal().print(credential.toString());
    }

    @Override
    int nothing() {
        terminal().print(NOT_FOUND);
        return ExitCode.FAILED;
    }

    /** {@code list} wants an object. */
    @Override
    int ignore(String other) {
        if (other.equals("list")) {
            terminal().print("{}");
        }
        return ExitCode.DONE;
    }
}
