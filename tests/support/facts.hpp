// Short ways to write facts in tests: checks, packages, and what belongs to them.
//
// A reference to a check or package is valid until the next check or package is added.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "rules/facts.hpp"

namespace pkgmap::test {

/// Builds Facts, and owns the checks to which they point.
class FactsBuilder {
 public:
  /// Adds a check. Of a process check, `path` is the pidfile.
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

  /// Sets the prerequisites of the check that was added last.
  FactsBuilder& depends_on(CheckNames names) {
    checks_.back().depends_on = std::move(names);
    return *this;
  }

  /// Adds a checksum test to the check that was added last.
  FactsBuilder& checksum(monitrc::Trigger trigger, const std::string& expect = {}) {
    monitrc::Test test;
    test.kind = monitrc::TestKind::checksum;
    test.trigger = trigger;
    test.expect = expect;
    checks_.back().tests.push_back(test);
    return *this;
  }

  /// Adds a test to the check that was added last.
  FactsBuilder& test(const monitrc::Test& test) {
    checks_.back().tests.push_back(test);
    return *this;
  }

  /// Adds an installed package of version 1-1 with these files.
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

}  // namespace pkgmap::test
