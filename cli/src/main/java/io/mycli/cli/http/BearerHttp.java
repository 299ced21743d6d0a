package io.mycli.cli.http;

import java.util.function.Function;

/** An HTTP client that sends requests with the credential in use. */
@FunctionalInterface
public interface BearerHttp {

    ServerResponse send(Function<String, Request> request);
}
