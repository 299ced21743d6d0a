# A Java runtime on Debian: the base of the catalog's image where eclipse-temurin cannot be pulled.
FROM local/debian:bookworm
RUN apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends openjdk-17-jre-headless >/dev/null \
 && apt-get clean && rm -rf /var/lib/apt/lists/*
