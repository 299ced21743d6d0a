package io.mycli.example.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers what Tomcat refuses before any of Spring sees it, for example an encoded slash in a path: in JSON, instead of
 * on a page.
 */
@Component
final class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ObjectMapper json;

    ContainerErrors(ObjectMapper json) {
        this.json = json;
    }

    /** After Spring Boot's own valve, and so nearer to the error: the first to report is the only one. */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new JsonErrorValve(json)));
    }

    private static final class JsonErrorValve extends ErrorReportValve {

        private final ObjectMapper json;

        JsonErrorValve(ObjectMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(
                            json.writeValueAsString(ErrorRepresentation.of(HttpStatus.valueOf(response.getStatus()))));
                    response.finishResponse();
                }
            } catch (IOException e) {
                // The client has gone; there is nobody to answer.
                getContainer().getLogger().debug("An error was not sent", e);
            }
        }
    }
}
