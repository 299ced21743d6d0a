package io.mycli.cli.http;

import io.mycli.cli.ExitCode;
import io.mycli.cli.Failure;
import java.io.IOException;

/** No whole answer arrived. */
public final class ConnectionFailure extends Failure {

    private static final long serialVersionUID = 1;

    private final boolean sent;

    ConnectionFailure(String message, String hint, IOException cause, boolean sent) {
        super(ExitCode.FAILED, message, hint, cause);
        this.sent = sent;
    }

    /** Whether the request may have reached the server, and so may have had its effect. */
    public boolean mayHaveHadItsEffect() {
        return sent;
    }
}
