package nl.kring.server.platform.pages;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;
import nl.kring.server.platform.security.Role;

/**
 * The parts that every page is made of, shown on one page; in development only. A new part is added
 * here first, so that it is seen in both schemes and all widths before a page uses it.
 */
public final class StyleguidePages {
  /** The colours of {@code kring.css}, by the names of their variables. */
  static final List<String> SHADES =
      List.of(
          "paper",
          "card",
          "ink",
          "soft",
          "line",
          "edge",
          "pine",
          "pine-deep",
          "pine-tint",
          "copper",
          "copper-tint",
          "alarm",
          "ramp-1",
          "ramp-2",
          "ramp-3",
          "ramp-4",
          "ramp-5");

  private final Pages pages;

  /** Over these pages. */
  public StyleguidePages(Pages pages) {
    this.pages = pages;
  }

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get(
        "/styleguide",
        ctx -> pages.render(ctx, "layout/styleguide", Map.of("shades", SHADES)),
        Role.ANYONE);
  }
}
