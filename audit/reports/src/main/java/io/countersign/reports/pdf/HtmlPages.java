package io.countersign.reports.pdf;

import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Fills an HTML template. Templates come from the class path alone, all text is escaped, and data is never evaluated: it
 * reaches the engine as values, and no template preprocesses expressions.
 */
public final class HtmlPages {
    private final TemplateEngine engine = new TemplateEngine();

    public HtmlPages() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(HtmlPages.class.getClassLoader());
        templates.setPrefix("io/countersign/reports/templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.XML);
        templates.setCharacterEncoding("UTF-8");
        templates.setCacheable(true);
        engine.setTemplateResolver(templates);
    }

    /** The well-formed page of the named template. */
    public String fill(String template, Map<String, Object> model) {
        return engine.process(template, new Context(Locale.ROOT, model));
    }
}
