# Maven and a JDK on Debian: what builds the JARs where the maven image cannot be pulled.
FROM local/jre:17
RUN apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends maven openjdk-17-jdk-headless >/dev/null \
 && apt-get clean && rm -rf /var/lib/apt/lists/*
COPY cacerts /etc/ssl/certs/java/cacerts
