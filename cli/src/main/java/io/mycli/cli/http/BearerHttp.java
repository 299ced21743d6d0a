package io.mycli.cli.http;

import java.util.function.Function;

/** Sends requests with the bearer that is in use, whichever that is. */
@FunctionalInterface
public interface BearerHttp {

    ServerResponse send(Function<String, Request> request);
}
