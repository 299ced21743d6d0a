package io.mycli.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the JAR. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"my " + (version == null ? "(not from a JAR)" : version)};
    }
}
