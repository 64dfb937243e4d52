// Makes explanations for the tests of renderers, from the text of a control file and packages with
// their files. Paths are not resolved.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/queries/explain.hpp"
#include "parsers/monitrc/parse.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::test {

inline monitrc::Parsed parsed(const std::string& control_file) {
  TextFiles files{{"/etc/monitrc", control_file}};
  return monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
}

inline std::unique_ptr<Explanation> explained(
    const std::string& control_file,
    const std::vector<std::pair<std::string, std::vector<std::string>>>& packages) {
  FactsBuilder builder;
  for (const auto& [name, files] : packages) builder.package(name, files);
  auto explanation = std::make_unique<Explanation>();
  explanation->parsed = parsed(control_file);
  rules::Facts& facts = explanation->facts;
  facts.packages = builder.facts().packages;
  for (const monitrc::Check& check : explanation->parsed.control_file.checks) {
    rules::CheckFacts entry;
    entry.check = &check;
    if (!check.path.empty()) entry.path = {check.path, {check.path}};
    if (!check.pidfile.empty()) entry.pidfile = {check.pidfile, {check.pidfile}};
    facts.checks.push_back(std::move(entry));
  }
  explanation->plan = rules::evaluate(facts, {});
  return explanation;
}

}  // namespace pkgmap::test
