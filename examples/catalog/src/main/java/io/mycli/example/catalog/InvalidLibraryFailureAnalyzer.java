package io.mycli.example.catalog;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines why the server does not start, instead of in a stack trace. */
final class InvalidLibraryFailureAnalyzer extends AbstractFailureAnalyzer<InvalidLibraryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidLibraryException cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct the library and start again.", cause);
    }
}
