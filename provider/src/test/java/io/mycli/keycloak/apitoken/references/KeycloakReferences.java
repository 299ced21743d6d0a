package io.mycli.keycloak.apitoken.references;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Resolves the references of our byte code against the JARs of a Keycloak, member by member, as the JVM does. Names in
 * texts (reflection, JPQL) are no references.
 *
 * <p>{@code tests/bin/keycloak-refs} runs this file. Tools that exist find less: jdeps sees classes only, and neither
 * animal-sniffer nor missinglink sees a method that we no longer implement or override.
 */
public final class KeycloakReferences {

    private static final int READ = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    private static final int NO_IMPLEMENTATION = Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final ClassPath ours;
    private final ClassPath compiledAgainst;
    private final ClassPath keycloak;
    private final Map<String, Set<String>> problems = new TreeMap<>();

    private KeycloakReferences(ClassPath ours, ClassPath compiledAgainst, ClassPath keycloak) {
        this.ours = ours;
        this.compiledAgainst = compiledAgainst;
        this.keycloak = keycloak;
    }

    /**
     * Prints what is missing. Arguments are our JARs, the class path that they were compiled against, the list of what
     * is allowed to be missing (empty for none), and one class path per Keycloak, in which folders stand for their JARs.
     * Ends with 1 if anything is missing or allowed without need.
     */
    public static void main(String[] args) throws IOException {
        boolean complete = true;
        List<Path> ours = jars(args[0]);
        List<Path> compiledAgainst = jars(args[1]);
        List<String> allowed = args[2].isEmpty() ? List.of() : Files.readAllLines(Path.of(args[2]));
        for (String keycloak : Arrays.asList(args).subList(3, args.length)) {
            complete &= report(ours, compiledAgainst, allowed, keycloak);
        }
        System.exit(complete ? 0 : 1);
    }

    private static boolean report(List<Path> ours, List<Path> compiledAgainst, List<String> allowed, String keycloak)
            throws IOException {
        List<Path> jars = jars(keycloak);
        String version = version(jars);
        Map<String, Set<String>> missing = problems(ours, compiledAgainst, jars);
        Set<String> expected = allowedOn(version, allowed);
        List<String> lines = new ArrayList<>();
        missing.forEach((problem, users) -> {
            if (!expected.contains(problem)) {
                lines.add(problem + ", in " + String.join(", ", users));
            }
        });
        expected.stream()
                .filter(problem -> !missing.containsKey(problem))
                .forEach(problem -> lines.add("allowed without need: " + problem));
        lines.forEach(line -> System.out.println(version + ": " + line));
        if (lines.isEmpty()) {
            System.out.println(version + ": all references resolve"
                    + (expected.isEmpty() ? "" : ", " + expected.size() + " allowed to be missing"));
        }
        return lines.isEmpty();
    }

    /** Returns what is missing, each with the names of our classes that need it. */
    static Map<String, Set<String>> problems(List<Path> ours, List<Path> compiledAgainst, List<Path> keycloak)
            throws IOException {
        try (ClassPath own = new ClassPath(ours);
                ClassPath before = new ClassPath(concat(ours, compiledAgainst));
                ClassPath now = new ClassPath(concat(ours, keycloak))) {
            KeycloakReferences references = new KeycloakReferences(own, before, now);
            for (String name : own.names()) {
                references.check(own.read(name));
            }
            for (String service : own.services()) {
                references.requireClass(service, "META-INF/services");
            }
            return references.problems;
        }
    }

    /**
     * Returns the problems that a list allows on a version. A line is the first and the last line of Keycloak (or one), and
     * the problem: {@code 26.4-26.6 missing method …}. Lines that begin with # are comments.
     */
    static Set<String> allowedOn(String version, List<String> lines) {
        Pattern pattern = Pattern.compile("(\\d+\\.\\d+)(?:-(\\d+\\.\\d+))? (\\S.*)");
        Set<String> allowed = new TreeSet<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = pattern.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a line of versions and a problem: " + line);
            }
            String last = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
            if (number(version) >= number(matcher.group(1)) && number(version) <= number(last)) {
                allowed.add(matcher.group(3));
            }
        }
        return allowed;
    }

    /** Returns 26004 for 26.4.7, and 0 for a version without numbers. */
    private static int number(String version) {
        Matcher matcher = Pattern.compile("(\\d{1,4})\\.(\\d{1,3})\\b.*").matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2)) : 0;
    }

    private static List<Path> concat(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the JARs of a class path in its order; a folder stands for all JARs in and below it. */
    private static List<Path> jars(String classPath) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    /** Returns what Keycloak's own {@code Version} class says. */
    private static String version(List<Path> jars) throws IOException {
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                JarEntry entry = jar.getJarEntry("keycloak-version.properties");
                if (entry != null) {
                    Properties properties = new Properties();
                    properties.load(jar.getInputStream(entry));
                    return properties.getProperty("version");
                }
            }
        }
        return "unknown version";
    }

    private void check(byte[] bytes) {
        ClassNode node = new ClassNode();
        Set<String> types = new TreeSet<>();
        new ClassReader(bytes).accept(new ClassRemapper(node, new TypeRecorder(types)), READ);
        String user = simpleName(node.name);
        types.forEach(type -> requireClass(type, user));
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                checkInstruction(instruction, user);
            }
            checkOverride(node, method, user);
        }
        if ((node.access & Opcodes.ACC_ABSTRACT) == 0) {
            requireImplemented(node.name, method -> false, user);
        }
        keycloak.find(node.superName)
                .filter(type -> has(type.access, Opcodes.ACC_FINAL))
                .ifPresent(type -> add("final class " + dotted(type.name), user));
    }

    private void checkInstruction(AbstractInsnNode instruction, String user) {
        if (instruction instanceof MethodInsnNode call) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            requireMember(call.owner, call.name, call.desc, isStatic, call.itf, user);
        } else if (instruction instanceof FieldInsnNode access) {
            boolean isStatic = access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
            requireMember(access.owner, access.name, access.desc, isStatic, null, user);
        } else if (instruction instanceof LdcInsnNode constant && constant.cst instanceof Handle handle) {
            checkHandle(handle, user);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            checkHandle(dynamic.bsm, user);
            Arrays.stream(dynamic.bsmArgs)
                    .filter(Handle.class::isInstance)
                    .forEach(handle -> checkHandle((Handle) handle, user));
            if (dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                String type = Type.getReturnType(dynamic.desc).getInternalName();
                requireMember(type, dynamic.name, ((Type) dynamic.bsmArgs[0]).getDescriptor(), false, true, user);
                requireImplemented(type, method -> method.startsWith(dynamic.name + "("), user);
            }
        }
    }

    private void checkHandle(Handle handle, String user) {
        boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC
                || handle.getTag() == Opcodes.H_GETSTATIC
                || handle.getTag() == Opcodes.H_PUTSTATIC;
        boolean isField = handle.getTag() <= Opcodes.H_PUTSTATIC;
        Boolean isInterface = isField ? null : (Boolean) handle.isInterface();
        requireMember(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic, isInterface, user);
    }

    private void requireClass(String name, String user) {
        Optional<ClassInfo> type = keycloak.find(name);
        if (type.isEmpty()) {
            add("missing class " + dotted(name), user);
        }
    }

    /** Requires a field, or with a descriptor of parentheses a method; with null for a field's kind of owner. */
    private void requireMember(
            String owner, String name, String descriptor, boolean isStatic, Boolean isInterface, String user) {
        Optional<ClassInfo> type = owner.startsWith("[") ? Optional.empty() : keycloak.find(owner);
        // Arrays and Java's own classes are no matter of Keycloak's; a missing class is a line of its own.
        if (type.isEmpty() || type.get().isJava) {
            return;
        }
        boolean isMethod = descriptor.startsWith("(");
        String key = isMethod ? name + descriptor : name + ":" + descriptor;
        String text = (isMethod ? "method " : "field ") + member(owner, name, descriptor);
        if (isInterface != null && isInterface != has(type.get().access, Opcodes.ACC_INTERFACE)) {
            add((isInterface ? "no interface any more: " : "an interface now: ") + dotted(owner), user);
        }
        Optional<ClassInfo> declaring = (name.equals("<init>")
                        ? Stream.of(type.get())
                        : keycloak.hierarchy(owner).stream())
                .filter(candidate -> candidate.members.containsKey(key))
                .findFirst();
        if (declaring.isEmpty()) {
            add("missing " + text, user);
            return;
        }
        int access = declaring.get().members.get(key);
        if (has(access, Opcodes.ACC_STATIC) != isStatic) {
            add((isStatic ? "not static any more: " : "static now: ") + text, user);
        }
        boolean isVisible = has(access, Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
        if (!isVisible && !ours.has(declaring.get().name)) {
            add("not accessible: " + text, user);
        }
    }

    /** Requires code for each abstract method that a type inherits, but for those given as name and descriptor. */
    private void requireImplemented(String name, Predicate<String> implemented, String user) {
        List<ClassInfo> hierarchy = keycloak.hierarchy(name);
        for (ClassInfo type : hierarchy) {
            if (type.isJava || ours.has(type.name)) {
                continue;
            }
            type.members.forEach((method, access) -> {
                if (has(access, Opcodes.ACC_ABSTRACT)
                        && !implemented.test(method)
                        && hierarchy.stream().noneMatch(candidate -> candidate.implementsMethod(method))) {
                    add("not implemented: method " + member(type.name, method), user);
                }
            });
        }
    }

    /** Reports a method of ours that overrode one of Keycloak's when it was compiled, and does not or must not now. */
    private void checkOverride(ClassNode node, MethodNode method, String user) {
        if (has(method.access, Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE) || method.name.startsWith("<")) {
            return;
        }
        String key = method.name + method.desc;
        Optional<ClassInfo> overridden = inherited(compiledAgainst, node.name, key);
        Optional<ClassInfo> now = inherited(keycloak, node.name, key);
        if (overridden.isPresent() && now.isEmpty() && !overridden.get().isJava) {
            add("not overridden any more: method " + member(overridden.get().name, key), user);
        }
        now.filter(type -> has(type.members.get(key), Opcodes.ACC_FINAL))
                .ifPresent(type -> add("final now: method " + member(type.name, key), user));
    }

    private Optional<ClassInfo> inherited(ClassPath classPath, String name, String key) {
        return classPath.hierarchy(name).stream()
                .filter(type -> !ours.has(type.name))
                .filter(type -> type.members.containsKey(key)
                        && !has(type.members.get(key), Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE))
                .findFirst();
    }

    private void add(String problem, String user) {
        problems.computeIfAbsent(problem, key -> new TreeSet<>()).add(user);
    }

    private static boolean has(int access, int flags) {
        return (access & flags) != 0;
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String member(String owner, String key) {
        int descriptor = key.indexOf('(');
        return member(owner, key.substring(0, descriptor), key.substring(descriptor));
    }

    private static String member(String owner, String name, String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() != Type.METHOD) {
            return dotted(owner) + "." + name + ": " + type.getClassName();
        }
        String parameters =
                Arrays.stream(type.getArgumentTypes()).map(Type::getClassName).collect(joining(", ", "(", ")"));
        return dotted(owner) + "." + name + parameters + ": "
                + type.getReturnType().getClassName();
    }

    /** Keeps every class name that a class file has, in annotations and signatures, too. */
    private static final class TypeRecorder extends Remapper {

        private final Set<String> types;

        TypeRecorder(Set<String> types) {
            super(Opcodes.ASM9);
            this.types = types;
        }

        @Override
        public String map(String name) {
            types.add(name);
            return name;
        }
    }

    /** A class as far as it matters to who links to it; fields have a colon in their keys. */
    private static final class ClassInfo {

        final String name;
        final int access;
        final boolean isJava;
        final String superName;
        final List<String> interfaces;
        final Map<String, Integer> members = new HashMap<>();

        ClassInfo(byte[] bytes, boolean isJava) {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, READ | ClassReader.SKIP_CODE);
            this.name = node.name;
            this.access = node.access;
            this.isJava = isJava;
            this.superName = node.superName;
            this.interfaces = node.interfaces;
            for (MethodNode method : node.methods) {
                members.put(method.name + method.desc, method.access);
            }
            for (FieldNode field : node.fields) {
                members.put(field.name + ":" + field.desc, field.access);
            }
        }

        boolean implementsMethod(String key) {
            Integer flags = members.get(key);
            return flags != null && !KeycloakReferences.has(flags, NO_IMPLEMENTATION);
        }
    }

    /** JARs of which the first that has a class counts, and behind them the classes of this Java. */
    private static final class ClassPath implements AutoCloseable {

        private static final String SERVICES = "META-INF/services/";

        private final List<JarFile> jars = new ArrayList<>();
        private final Map<String, JarFile> entries = new LinkedHashMap<>();
        private final Map<String, Optional<ClassInfo>> found = new HashMap<>();

        ClassPath(Collection<Path> paths) throws IOException {
            for (Path path : paths) {
                JarFile jar = new JarFile(path.toFile());
                jars.add(jar);
                jar.stream().forEach(entry -> entries.putIfAbsent(entry.getName(), jar));
            }
        }

        List<String> names() {
            return entries.keySet().stream()
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }

        /** Returns the classes that its files under {@code META-INF/services} are named after. */
        List<String> services() {
            return entries.keySet().stream()
                    .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
                    .map(name -> name.substring(SERVICES.length()).replace('.', '/'))
                    .toList();
        }

        boolean has(String name) {
            return entries.containsKey(name + ".class");
        }

        byte[] read(String name) throws IOException {
            JarFile jar = entries.get(name + ".class");
            try (InputStream file = jar.getInputStream(jar.getEntry(name + ".class"))) {
                return file.readAllBytes();
            }
        }

        Optional<ClassInfo> find(String name) {
            return name == null ? Optional.empty() : found.computeIfAbsent(name, this::load);
        }

        private Optional<ClassInfo> load(String name) {
            try {
                if (has(name)) {
                    return Optional.of(new ClassInfo(read(name), false));
                }
                try (InputStream file = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
                    return file == null ? Optional.empty() : Optional.of(new ClassInfo(file.readAllBytes(), true));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns a type and all its super types, as far as they are there, classes before interfaces. */
        List<ClassInfo> hierarchy(String name) {
            Set<ClassInfo> types = new LinkedHashSet<>();
            for (Optional<ClassInfo> type = find(name); type.isPresent(); type = find(type.get().superName)) {
                types.add(type.get());
            }
            Deque<ClassInfo> queue = new ArrayDeque<>(types);
            while (!queue.isEmpty()) {
                for (String parent : queue.remove().interfaces) {
                    find(parent).filter(types::add).ifPresent(queue::add);
                }
            }
            return List.copyOf(types);
        }

        @Override
        public void close() throws IOException {
            for (JarFile jar : jars) {
                jar.close();
            }
        }
    }
}
