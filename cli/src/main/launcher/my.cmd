@echo off
rem my: the command line client of Keycloak API Tokens. This is a JAR with a script before it; it needs Java 17 or newer.
setlocal
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Dfile.encoding=UTF-8 -Djdk.console=java.base %MY_JAVA_OPTS% -cp "%~f0" io.mycli.cli.My %*
exit /b %ERRORLEVEL%
