package io.mycli.keycloak.apitoken;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.mycli.keycloak.apitoken.http.BodyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The house's rules, each with its reason. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "io.mycli.keycloak.apitoken";

    @ArchTest
    static final ArchRule storageStaysBehindItsSpi = noClasses()
            .that(not(resideInAPackage(BASE + ".jpa")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.keycloak.connections.jpa..", BASE + ".jpa");

    @ArchTest
    static final ArchRule httpStaysAtTheEdges = noClasses()
            .that(not(resideInAnyPackage(
                    BASE + ".http",
                    BASE + ".issuance",
                    BASE + ".mail", // which has no request, and must make up one
                    BASE + ".rest",
                    BASE + ".admin",
                    BASE + ".adminpage",
                    BASE + ".introspection",
                    BASE + ".exchange",
                    BASE + ".authentication")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    /** Its packages have other names in Jackson 3. */
    @ArchTest
    static final ArchRule jacksonStaysBehindOneClass = noClasses()
            .that(not(type(BodyReader.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule edgesDoNotSeeEachOther = slices().matching(
                    BASE + ".(rest|admin|adminpage|introspection|exchange|authentication|workflow|jpa)")
            .should()
            .notDependOnEachOther();

    /** What everything asks, and the values that it is asked in, know nothing of who asks. */
    @ArchTest
    static final ArchRule arrowsPointInwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("entry points")
            .definedBy(
                    packages("rest", "admin", "adminpage", "introspection", "exchange", "authentication", "workflow"))
            .layer("verification")
            .definedBy(packages("verification", "claims", "http", "client", "issuance"))
            .layer("storage")
            .definedBy(packages("jpa"))
            .layer("SPI")
            .definedBy(BASE, BASE + ".representation")
            .layer("values")
            .definedBy(packages("policy", "error", "event", "secret", "version"))
            .whereLayer("entry points")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("storage")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verification")
            .mayOnlyBeAccessedByLayers("entry points", "storage")
            .whereLayer("SPI")
            .mayOnlyBeAccessedByLayers("entry points", "verification", "storage");

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> BASE + "." + name).toArray(String[]::new);
    }

    /** A transaction inside another takes a second connection (ADR 12). */
    @ArchTest
    static final ArchRule transactionsBeginInOnePlace = noClasses()
            .that(not(resideInAPackage(BASE + ".transaction")))
            .should()
            .callMethodWhere(target(owner(type(KeycloakModelUtils.class))).and(target(nameStartingWith("runJob"))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule secretIsPlainJava = noClasses()
            .that(resideInAPackage(BASE + ".secret"))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage("java..", "org.jspecify.annotations", BASE + ".secret")));

    @ArchTest
    static final ArchRule nothingOfOursIsInKeycloaksPackages =
            noClasses().should().resideInAPackage("org.keycloak..");

    /** The upgrade ledger lists every class of keycloak-services that we stand on, and none that we do not. */
    @ArchTest
    static void ledgerOfInternalsIsComplete(JavaClasses classes) throws IOException {
        Set<String> used = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(ArchitectureTest::isOfKeycloakServices)
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ledger()).isEqualTo(used);
    }

    private static boolean isOfKeycloakServices(JavaClass type) {
        return type.getName().startsWith("org.keycloak.")
                && type.getSource()
                        .map(source -> source.getUri().toString().contains("/keycloak-services-"))
                        .orElse(false);
    }

    private static Set<String> ledger() throws IOException {
        Matcher names = Pattern.compile("(?m)^\\| `(org\\.keycloak\\.[A-Za-z.]+)`")
                .matcher(Files.readString(Path.of("../docs/explanation/keycloak-internals.md")));
        return names.results().map(result -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
