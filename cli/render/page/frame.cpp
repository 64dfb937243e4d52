#include "cli/render/page/frame.hpp"

#include "cli/render/words.hpp"

namespace pkgmap::cli {
namespace {

std::string content_security_policy() {
  return "default-src 'none'; style-src '" + std::string(kStyleSheet.hash) + "'; script-src '" +
         std::string(kScript.hash) + "'; base-uri 'none'; form-action 'none'";
}

Html head(const Page& page, const PageOrigin& origin) {
  const auto meta = [](const char* name, const char* content) {
    return void_element("meta", {{"name", name}, {"content", content}});
  };
  Html inside = void_element("meta", {{"charset", "utf-8"}});
  inside += void_element(
      "meta", {{"http-equiv", "Content-Security-Policy"}, {"content", content_security_policy()}});
  inside += meta("viewport", "width=device-width, initial-scale=1");
  inside += meta("color-scheme", "light dark");
  inside += meta("referrer", "no-referrer");
  inside += meta("generator", "monit-pkgmap " PKGMAP_VERSION);
  inside += element("title", {}, page.title + " of " + origin.host + " - monit-pkgmap");
  return element("head", {}, inside + verbatim("style", kStyleSheet));
}

Html banner(const Page& page, const PageOrigin& origin) {
  Html inside = element("h1", {}, text(page.title + " of ") + name_html(origin.host));
  inside += element("p", {}, page.headline);
  for (const std::string& note : page.notes) inside += element("p", {{"class", "warning"}}, note);
  const std::string made = timestamp(origin.made);
  Html where = text("Made ") + element("time", {{"datetime", made}}, made);
  where += text(" by monit-pkgmap " PKGMAP_VERSION);
  if (!origin.control_file.empty()) {
    where += text(" for the monit with ") + element("code", {}, name_html(origin.control_file));
  }
  where += text(".");
  return element("header", {}, inside + element("p", {{"class", "quiet"}}, where));
}

Html contents(const Page& page) {
  Html items;
  for (const Section& section : page.sections) {
    items +=
        element("li", {}, element("a", {{"href", std::string("#") + section.id}}, section.title));
  }
  return element("nav", {{"aria-label", "Sections"}}, element("ul", {}, items));
}

Html labelled(const std::string& label, const Html& control) {
  return element("label", {}, text(label) + control);
}

Html choice(const FilterChoice& choice) {
  Html options = element("option", {{"value", ""}}, "all");
  for (const std::string& value : choice.values) {
    options += element("option", {{"value", value}}, value);
  }
  return labelled(choice.label, element("select", {{"name", choice.name}}, options));
}

// Without the script the filter does nothing, so the script shows it.
Html filter(const Page& page) {
  Html inside = labelled("Search all sections", void_element("input", {{"type", "search"},
                                                                       {"name", "words"},
                                                                       {"autocomplete", "off"},
                                                                       {"spellcheck", "false"}}));
  for (const FilterChoice& one : page.choices) inside += choice(one);
  inside += element("button", {{"type", "reset"}}, "Clear");
  return element(
      "form", {{"class", "filter"}, {"role", "search"}, {"aria-label", "Filter"}, {"hidden", ""}},
      inside);
}

Html section_html(const Section& section) {
  const std::string heading = std::string(section.id) + "-heading";
  Html inside = element("h2", {{"id", heading}}, section.title);
  if (section.filtered) {
    inside += element(
        "p", {{"class", "quiet"}, {"id", std::string(section.id) + "-count"}, {"role", "status"}},
        Html());
  }
  return element("section", {{"id", section.id}, {"aria-labelledby", heading}},
                 inside + section.content);
}

}  // namespace

Attributes rows(const char* section) {
  return {{"data-rows", std::string(section) + "-count"}};
}

std::string whole_page(const Page& page, const PageOrigin& origin) {
  Html sections;
  for (const Section& section : page.sections) sections += section_html(section);
  Html body = element("a", {{"class", "skip"}, {"href", "#content"}}, "Skip to the content");
  body += banner(page, origin) + contents(page) + filter(page);
  body += element("main", {{"id", "content"}, {"tabindex", "-1"}}, sections);
  const Html whole = head(page, origin) + element("body", {}, body + verbatim("script", kScript));
  return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, whole).markup() + "\n";
}

}  // namespace pkgmap::cli
