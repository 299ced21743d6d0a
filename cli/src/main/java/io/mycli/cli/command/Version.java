package io.mycli.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the JAR. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"my " + (version == null ? "(development)" : version)};
    }
}
