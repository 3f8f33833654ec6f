package dev.portico.chassis;

import dev.portico.chassis.caller.CallerArguments;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.chassis.caller.PermissionCheck;
import dev.portico.chassis.caller.RecentSignInCheck;
import dev.portico.chassis.caller.TaskCheck;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ContainerErrors;
import dev.portico.chassis.error.UnreadRequests;
import dev.portico.chassis.http.Answers;
import dev.portico.chassis.http.Paging;
import dev.portico.chassis.http.Patches;
import dev.portico.chassis.http.TimeRanges;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.observability.TraceFilter;
import dev.portico.chassis.time.LivedTime;
import dev.portico.chassis.work.Patience;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// What everything that answers HTTP has in common.
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    private final ObjectProvider<JsonMapper> json;
    private final ObjectProvider<Clock> clock;

    WebConfiguration(ObjectProvider<JsonMapper> json, ObjectProvider<Clock> clock) {
        this.json = json;
        this.clock = clock;
    }

    // The store keeps milliseconds, so nothing here knows more: what is read back equals what was written.
    @Bean
    Clock clock() {
        return new LivedTime();
    }

    @Bean
    Ids ids() {
        return new Ids(LivedTime.WALL);
    }

    @Bean
    Patience patience() {
        return new Patience(LivedTime.WALL);
    }

    @Bean
    InternalTokens internalTokens(ServiceSettings settings, Clock clock) {
        return new InternalTokens(settings.tokenKey(), clock);
    }

    @Bean
    JsonMapperBuilderCustomizer paddleStyle() {
        return mapper -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        flag -> flag.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
    }

    @Bean
    ApiErrors apiErrors(JsonMapper json, ServiceSettings settings) {
        return new ApiErrors(json, settings.documentation());
    }

    @Bean
    ContainerErrors containerErrors(ApiErrors errors) {
        return new ContainerErrors(errors);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> container(ApiErrors errors) {
        return factory -> {
            factory.addContextCustomizers(context -> {
                var host = (StandardHost) context.getParent();
                host.setErrorReportValveClass(UnreadRequests.class.getName());
                host.getPipeline().addValve(new UnreadRequests(errors));
            });
            // A list goes out in a few writes, and not in one for each 8 KB.
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITTEN_AT_ONCE)));
        };
    }

    @Bean
    Answers answers() {
        return new Answers();
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        var filter = new FilterRegistrationBean<>(new TraceFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new PermissionCheck());
        interceptors.addInterceptor(new RecentSignInCheck(clock.getObject()));
        interceptors.addInterceptor(new TaskCheck());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArguments());
        resolvers.add(new Paging());
        resolvers.add(new TimeRanges());
        resolvers.add(new Patches(json.getObject()));
    }
}
