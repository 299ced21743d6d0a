package io.mycli.example.catalog;

import org.springframework.core.io.Resource;

/** A library that cannot be published as it is. */
final class InvalidLibraryException extends RuntimeException {

    InvalidLibraryException(Resource file, String problem, Throwable cause) {
        super(file.getDescription() + " " + problem + ".", cause);
    }

    InvalidLibraryException(String message) {
        super(message);
    }
}
