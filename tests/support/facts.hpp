// Short ways to write facts in tests: checks, packages and what belongs to them.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "rules/facts.hpp"

namespace pkgmap::testing {

/// Owns the checks that Facts only point to.
class FactsBuilder {
 public:
  rules::CheckFacts& check(monitrc::CheckType type, const std::string& name,
                           const std::string& path = {}) {
    monitrc::Check& check = checks_.emplace_back();
    check.type = type;
    check.name = name;
    rules::CheckFacts facts;
    facts.check = &check;
    if (type == monitrc::CheckType::process) {
      check.pidfile = path;
      facts.pidfile = {path, {path}};
    } else {
      check.path = path;
      facts.path = {path, {path}};
    }
    return facts_.checks.emplace_back(std::move(facts));
  }

  rules::CheckFacts& file(const std::string& name, const std::string& path) {
    return check(monitrc::CheckType::file, name, path);
  }

  rules::CheckFacts& process(const std::string& name, const std::string& pidfile) {
    return check(monitrc::CheckType::process, name, pidfile);
  }

  /// The check added last depends on these.
  FactsBuilder& depends_on(std::vector<std::string> names) {
    checks_.back().depends_on = std::move(names);
    return *this;
  }

  FactsBuilder& checksum(monitrc::Trigger trigger, const std::string& expect = {}) {
    monitrc::Test test;
    test.kind = monitrc::TestKind::checksum;
    test.trigger = trigger;
    test.expect = expect;
    checks_.back().tests.push_back(test);
    return *this;
  }

  rules::PackageFacts& package(const std::string& name, const std::vector<std::string>& files) {
    rules::PackageFacts package;
    package.nevra = {name, "", "1", "1", "x86_64"};
    package.installed = true;
    for (const std::string& file : files)
      package.files.push_back({file, file, false, false, false});
    return facts_.packages.emplace_back(std::move(package));
  }

  rules::Facts& facts() { return facts_; }

 private:
  std::list<monitrc::Check> checks_;
  rules::Facts facts_;
};

}  // namespace pkgmap::testing
