package nl.kring.server.platform.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;

/**
 * Turns templates ({@code jte/<feature>/<name>.jte}, compiled by the build) into pages, in the
 * language of the browser. Thread-safe.
 */
public final class Pages {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final StaticFiles files = new StaticFiles();
  private final Texts texts;

  /** With these words. */
  public Pages(Texts texts) {
    this.texts = texts;
  }

  /** Adds the route of static files. */
  public void register(RoutesConfig routes) {
    files.register(routes);
  }

  /** The words in which this request is answered. */
  public Words words(Context ctx) {
    return texts.preferred(ctx.header("Accept-Language"));
  }

  /**
   * Answers with a page.
   *
   * @param template for example {@code staff/sign-in}
   * @param params what the template asks for, besides {@code page}
   */
  public void render(Context ctx, String template, Map<String, Object> params) {
    Words words = words(ctx);
    Map<String, Object> all = new LinkedHashMap<>(params);
    all.put("page", new Page(words, files));
    StringOutput html = new StringOutput();
    templates.render(template + ".jte", all, html);
    ctx.header("Content-Language", words.language());
    ctx.header("Vary", "Accept-Language, Cookie");
    ctx.contentType("text/html; charset=utf-8").result(html.toString());
  }

  /** Shows a problem as a page; staff whose sign-in is over are led to the form instead. */
  public void problem(Context ctx, Problem problem) {
    if (problem.known() == ProblemType.SIGN_IN_REQUIRED && ctx.path().startsWith("/staff/")) {
      ctx.status(303).header("Location", "/staff");
      return;
    }
    Words words = words(ctx);
    String key = "problem." + problem.known().slug();
    String known = words.keys().contains(key + ".title") ? key : "problem.other";
    String incident = problem.incident();
    render(
        ctx,
        "layout/problem",
        Map.of(
            "title", words.text(known + ".title"),
            "text", words.text(known + ".text"),
            "incident", incident == null ? "" : incident));
  }
}
