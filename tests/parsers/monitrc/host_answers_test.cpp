// What the parser says of a host that lacks what a control file names.
#include <set>

#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

/// A host that has only what it is made with.
class FewFiles : public HostAnswers {
 public:
  explicit FewFiles(std::set<std::string> names) : names_(std::move(names)) {}
  bool has(HostQuestion, const std::string& name, bool) const override {
    return names_.count(name) != 0;
  }

 private:
  std::set<std::string> names_;
};

std::string said_of(const std::string& text, const std::string& version = "") {
  const FewFiles host({"/bin/true", "/srv/run", "/log"});
  ParseOptions options;
  options.host = &host;
  options.working_directory = "/srv";
  if (!version.empty()) options.version = version_of(version);
  return messages(parse(text, options));
}

TEST(MissingPrograms, OfACommandAreAWarningAsInMonit) {
  EXPECT_EQ(said_of("check file a path /x start \"/bin/true x\" stop \"/none y\"\n"),
            "/etc/monitrc:1:47: warning: there is no such program, or monit cannot execute it\n"
            "check file a path /x start \"/bin/true x\" stop \"/none y\"\n"
            "                                              ^~~~~~~~~\n"
            "  hint: monit accepts this, and fails when it needs the command\n");
}

TEST(MissingPrograms, OfEachCommandAreFound) {
  for (const char* text :
       {"start \"/none\"", "restart '/none'", "stop /none", "if size > 1 b then exec \"/none\"",
        "if size > 1 b then alert else if passed then exec \"/none\"", "start \"true\"",
        "if 2 restarts within 3 cycles then exec \"/none\""}) {
    const std::string said = said_of(std::string("check file a path /x\n") + text + "\n");
    EXPECT_NE(said.find("warning: there is no such program"), std::string::npos) << text << said;
    EXPECT_EQ(said.find("error"), std::string::npos) << said;
  }
}

TEST(MissingPrograms, AreLookedForInTheWorkingDirectory) {
  EXPECT_EQ(said_of("check file a path /x start \"run\"\n"), "");
}

TEST(MissingPrograms, OfAProgramCheckAreAnError) {
  const std::string said =
      said_of("check program a path \"/none\" if status = 0 then exec \"/bin/true\"\n");
  EXPECT_NE(said.find("1:22: error: there is no such program"), std::string::npos) << said;
}

TEST(MissingPrograms, AreAnErrorUpToMonit526) {
  const char* text = "check file a path /x start \"/none\"\n";
  EXPECT_NE(said_of(text, "5.26").find("error"), std::string::npos);
  EXPECT_EQ(said_of(text, "5.27").find("error"), std::string::npos);
}

TEST(MissingContent, IsAWarningIfMonitComputesTheSum) {
  EXPECT_EQ(said_of("check file a path /none if failed checksum then alert\n"),
            "/etc/monitrc:1:25: warning: there is no file to compute this checksum of\n"
            "check file a path /none if failed checksum then alert\n"
            "                        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: monit takes the first content that it finds for good\n");
  EXPECT_EQ(said_of("check file a path /none if failed checksum expect\n"
                    "8f7f419955cefa0b33a2ba316cba3659 then alert\n"),
            "");
}

/// A host on which every file exists, and others may read the key.
class OpenKey : public HostAnswers {
 public:
  bool has(HostQuestion question, const std::string&, bool) const override {
    return question != HostQuestion::server_key;
  }
};

TEST(OpenServerKey, IsAnErrorWithAModeThatMonitTakes) {
  const OpenKey host;
  ParseOptions options;
  options.host = &host;
  const std::string said =
      messages(parse("set httpd port 1 with ssl { pemfile: /m.pem } allow a:x\n", options));
  EXPECT_NE(said.find("error: monit refuses the certificate file '/m.pem': "), std::string::npos)
      << said;
  EXPECT_NE(said.find("  hint: change its owner to the user that runs monit, and its mode to 0600"),
            std::string::npos)
      << said;
}

TEST(MissingIdFile, IsAWarning) {
  EXPECT_EQ(said_of("set idfile /none/id\n"),
            "/etc/monitrc:1:12: warning: monit could not write to this id file\n"
            "set idfile /none/id\n"
            "           ^~~~~~~~\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
