package io.mycli.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mycli", importOptions = DoNotIncludeTests.class)
final class CliArchitectureTest {

    /** It speaks HTTP only: a server of another make, or version, is all the same to it. */
    @ArchTest
    static final ArchRule knowsNoKeycloak =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.keycloak..", "io.mycli.keycloak..");

    @ArchTest
    static final ArchRule commandsAreAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackage("io.mycli.cli.command")
            .and()
            .doNotHaveFullyQualifiedName("io.mycli.cli.My")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mycli.cli.command", "picocli..");

    @ArchTest
    static final ArchRule onlyOnePlaceTalks = noClasses()
            .that()
            .resideOutsideOfPackage("io.mycli.cli.http")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection");

    @ArchTest
    static final ArchRule parts =
            slices().matching("io.mycli.cli.(*)..").should().beFreeOfCycles();

    /** Class names, not what they are for, cost start-up time; these are known to be dear. {@code PATCH} needs them. */
    @ArchTest
    static final ArchRule nothingDear = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.mycli.cli.http.PatchClient")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.util.logging..");

    @ArchTest
    static final ArchRule commandsAreNamedSo = classes()
            .that()
            .areAnnotatedWith(picocli.CommandLine.Command.class)
            .should()
            .haveSimpleNameEndingWith("Command");
}
