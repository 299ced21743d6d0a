package io.mycli.example.catalog;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Leaves the path out of problem details: it may hold a secret that was pasted into it. */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration implements WebMvcConfigurer {

    @Override
    public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
        interceptors.add((problem, error) -> problem.setInstance(null));
    }
}
