#include "cli/options.hpp"

#include <unistd.h>

#include <climits>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Words = std::vector<std::string>;

ParsedOptions parse(const Words& words) {
  std::vector<const char*> argv{"monit-pkgmap"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return parse_options(static_cast<int>(argv.size()), argv.data());
}

Options parsed(const Words& words) {
  ParsedOptions answer = parse(words);
  EXPECT_TRUE(answer.options) << (answer.error ? answer.error->message : answer.said);
  return answer.options.value_or(Options{});
}

std::string refused(const Words& words) {
  const ParsedOptions answer = parse(words);
  if (!answer.error) return "not refused";
  EXPECT_EQ(answer.error->code, ErrorCode::usage);
  EXPECT_FALSE(answer.options);
  EXPECT_NE(answer.error->hint, "");
  return answer.error->message + "\n" + answer.error->hint;
}

std::string here() {
  char path[PATH_MAX];
  return ::getcwd(path, sizeof path);
}

TEST(Options, EveryCommandIsKnown) {
  EXPECT_EQ(parsed({"config"}).command, "config");
  EXPECT_EQ(parsed({"status"}).command, "status");
  EXPECT_EQ(parsed({"verify"}).command, "verify");
  EXPECT_EQ(parsed({"resume"}).command, "resume");
  EXPECT_EQ(parsed({"explain", "mysql"}).command, "explain");
  EXPECT_EQ(parsed({"suspend", "--transaction", "-"}).command, "suspend");
  EXPECT_EQ(parsed({"guard", "--session", "a", "--ready-fd", "3"}).ready_fd, 3);
}

TEST(Options, HaveDefaults) {
  const Options options = parsed({"status"});
  EXPECT_EQ(options.settings.root, "/");
  EXPECT_TRUE(options.settings.live());
  EXPECT_EQ(options.settings.monitrc, "");
  EXPECT_EQ(options.settings.dbpath, "");
  EXPECT_EQ(options.settings.state_directory, "/var/lib/monit-pkgmap");
  EXPECT_EQ(options.settings.policy.settle, std::chrono::seconds(30));
  EXPECT_FALSE(options.json);
  EXPECT_FALSE(options.verbose);
  EXPECT_FALSE(options.hook);
  EXPECT_EQ(options.color, ColorMode::automatic);
  EXPECT_EQ(options.against, Against::either);
}

TEST(Options, StandBeforeOrAfterTheCommand) {
  for (const Words& words : {Words{"--json", "-v", "--monitrc", "/a", "status"},
                             Words{"status", "--json", "-v", "--monitrc", "/a"},
                             Words{"--json", "status", "--verbose", "--monitrc=/a"}}) {
    const Options options = parsed(words);
    EXPECT_EQ(options.command, "status");
    EXPECT_EQ(options.settings.monitrc, "/a");
    EXPECT_TRUE(options.json);
    EXPECT_TRUE(options.verbose);
  }
}

TEST(Options, TheLastOfTwoCounts) {
  EXPECT_EQ(parsed({"--monitrc", "/a", "status", "--monitrc", "/b"}).settings.monitrc, "/b");
  EXPECT_EQ(parsed({"--color=never", "status", "--color=always"}).color, ColorMode::always);
  EXPECT_TRUE(parsed({"status", "-v", "-v", "--json", "--json"}).verbose);
}

TEST(Options, RelativePathsMeanTheCallersDirectory) {
  const Options options =
      parsed({"status", "--monitrc", "etc/monitrc", "--dbpath", "./db", "--state-dir", "../state"});
  EXPECT_EQ(options.settings.monitrc, here() + "/etc/monitrc");
  EXPECT_EQ(options.settings.dbpath, here() + "/db");
  EXPECT_EQ(options.settings.state_directory, here() + "/../state");
}

TEST(Options, WithARootPathsAreInsideIt) {
  const Options options = parsed({"--root", "image", "config", "--monitrc", "etc/monitrc",
                                  "--dbpath", "/var/lib/rpm", "--state-dir", "state"});
  EXPECT_EQ(options.settings.root, here() + "/image");
  EXPECT_FALSE(options.settings.live());
  EXPECT_EQ(options.settings.monitrc, "/etc/monitrc");
  EXPECT_EQ(options.settings.dbpath, "/var/lib/rpm");
  EXPECT_EQ(options.settings.state_directory, here() + "/state");
}

// A guard is found by the text of its state directory.
TEST(Options, GiveOneDirectoryOfStateOneText) {
  for (const char* text : {"/var//lib/state/", "/var/lib/./state", "/var/lib/state"}) {
    EXPECT_EQ(parsed({"status", "--state-dir", text}).settings.state_directory, "/var/lib/state");
  }
}

TEST(Options, TheRootOfTheHostIsNoOtherRoot) {
  for (const char* root : {"/", "//", "/./", "/usr/..", "/usr/../"}) {
    EXPECT_TRUE(parsed({"--root", root, "config"}).settings.live()) << root;
  }
  EXPECT_EQ(parsed({"--root", ".", "config"}).settings.root, here());
  EXPECT_EQ(parsed({"--root", "/usr//", "config"}).settings.root, "/usr");
}

TEST(Options, SettleHasBounds) {
  EXPECT_EQ(parsed({"--settle", "0", "resume"}).settings.policy.settle.count(), 0);
  EXPECT_EQ(parsed({"resume", "--settle=3600"}).settings.policy.settle.count(), 3600);
  for (const char* wrong :
       {"3601", "-1", "1.5", "1m", "99999999999999999999", "0x10", " 5", "five"}) {
    EXPECT_THAT(refused({"resume", std::string("--settle=") + wrong}),
                HasSubstr("is not a number of seconds from 0 to 3600"))
        << wrong;
  }
}

TEST(Options, AChoiceNamesItsWords) {
  EXPECT_TRUE(parsed({"update-expect", "--write"}).write);
  EXPECT_FALSE(parsed({"update-expect"}).write);
  EXPECT_EQ(parsed({"verify", "--against", "package"}).against, Against::package);
  EXPECT_EQ(parsed({"verify", "--against", "baseline"}).against, Against::baseline);
  EXPECT_EQ(parsed({"--color", "never", "verify"}).color, ColorMode::never);
  EXPECT_THAT(refused({"verify", "--against", "rpm"}),
              HasSubstr("'rpm' is not one of either, baseline, package"));
  EXPECT_THAT(refused({"--color", "blue", "verify"}),
              HasSubstr("'blue' is not one of auto, always, never"));
  EXPECT_THAT(refused({"--color", "2", "verify"}), HasSubstr("'2' is not one of"));
}

TEST(Options, ExplainTakesManyPackagesAndChecks) {
  const Options options =
      parsed({"explain", "mysql", "--check", "mysqld", "openssh", "--check", "sshd", "-v", "bash"});
  EXPECT_THAT(options.packages, ElementsAre("mysql", "openssh", "bash"));
  EXPECT_THAT(options.check_names, ElementsAre("mysqld", "sshd"));
}

TEST(Options, ExplainAsksForACheckAlone) {
  const Options options = parsed({"explain", "--check", "mysqld"});
  EXPECT_THAT(options.packages, IsEmpty());
  EXPECT_THAT(options.check_names, ElementsAre("mysqld"));
}

TEST(Options, APackageMayBeCalledLikeACommandOrAnOption) {
  EXPECT_THAT(parsed({"explain", "status", "config"}).packages, ElementsAre("status", "config"));
  EXPECT_THAT(parsed({"explain", "--", "--json", "-v"}).packages, ElementsAre("--json", "-v"));
  EXPECT_FALSE(parsed({"explain", "--", "--json"}).json);
}

TEST(Options, AGlobAndAProvideAreTakenAsTheyAre) {
  EXPECT_THAT(parsed({"explain", "*", "config(bash) = 5", "./a b.rpm"}).packages,
              ElementsAre("*", "config(bash) = 5", "./a b.rpm"));
}

TEST(Options, SayWhatIsMissing) {
  EXPECT_THAT(refused({}), HasSubstr("a command is missing\n"));
  EXPECT_THAT(
      refused({}),
      HasSubstr(
          "one of config, explain, audit, bundle, policy, suspend, resume, run, status, recover, "
          "history, doctor, verify, accept, update-expect;"));
  EXPECT_THAT(refused({"--json"}), HasSubstr("a command is missing"));
  EXPECT_THAT(refused({"explain"}), HasSubstr("explain needs a PACKAGE or --check NAME"));
  EXPECT_THAT(refused({"suspend"}), HasSubstr("suspend needs --transaction FILE"));
  EXPECT_THAT(refused({"config", "--monitrc"}), HasSubstr("--monitrc needs a value: FILE"));
  EXPECT_THAT(refused({"config", "--root"}), HasSubstr("--root needs a value: DIR"));
  EXPECT_THAT(refused({"explain", "--check"}), HasSubstr("--check needs a value: NAME"));
  EXPECT_THAT(refused({"resume", "--session"}), HasSubstr("--session needs a value: ID"));
  EXPECT_THAT(refused({"policy", "--explain"}),
              HasSubstr("--explain needs two values: CHECK and PACKAGE"));
  EXPECT_THAT(refused({"policy", "--explain", "a"}),
              HasSubstr("--explain needs two values: CHECK and PACKAGE"));
}

TEST(Options, AnOptionOfTwoValuesRefusesAThird) {
  EXPECT_THAT(refused({"policy", "--explain", "a", "b", "c"}),
              HasSubstr("--explain takes no more than two values: CHECK and PACKAGE\n"));
}

TEST(Options, TheHintNamesTheHelpThatHasTheOption) {
  for (const char* option : {"--settle", "--color", "--state-dir"}) {
    EXPECT_THAT(refused({option, "", "status"}), EndsWith("see monit-pkgmap --help")) << option;
  }
  EXPECT_THAT(refused({"resume", "--pid", "x"}), EndsWith("see monit-pkgmap resume --help"));
}

TEST(Options, AProcessHasANumber) {
  EXPECT_EQ(parsed({"resume", "--pid", "4711"}).manager_pid, 4711);
  for (const char* wrong : {"x", "0", "-1", "1.5", "99999999999999999999", "4711 "}) {
    EXPECT_THAT(refused({"resume", std::string("--pid=") + wrong}),
                HasSubstr("is not the number of a process"))
        << wrong;
  }
}

TEST(Options, AnEmptyValueIsNoValue) {
  for (const char* option : {"--root", "--monitrc", "--dbpath", "--state-dir"}) {
    EXPECT_THAT(refused({"config", option, ""}), HasSubstr("its value is empty")) << option;
  }
  EXPECT_THAT(refused({"suspend", "--transaction", ""}), HasSubstr("its value is empty"));
}

TEST(Options, AWrongCommandMeetsTheNearest) {
  EXPECT_EQ(refused({"explian", "mysql"}),
            "there is no command 'explian'\ndid you mean 'explain'?");
  EXPECT_EQ(refused({"suspnd"}), "there is no command 'suspnd'\ndid you mean 'suspend'?");
  EXPECT_EQ(refused({"frobnicate"}),
            "there is no command 'frobnicate'\n"
            "one of config, explain, audit, bundle, policy, suspend, resume, run, status, recover, "
            "history, doctor, verify, accept, update-expect");
  EXPECT_THAT(refused({"--root", "/x", "verfy"}), HasSubstr("did you mean 'verify'?"));
}

TEST(Options, TheGuardIsNotForPeople) {
  EXPECT_THAT(refused({"guadr"}), Not(HasSubstr("guard")));
  EXPECT_THAT(parse({"--help"}).said, Not(HasSubstr("guard ")));
}

TEST(Options, AWrongOptionMeetsTheNearest) {
  EXPECT_EQ(refused({"config", "--jsno"}),
            "there is no option '--jsno' of config\ndid you mean '--json'?");
  EXPECT_EQ(refused({"--monitr=/x", "config"}),
            "there is no option '--monitr' of config\ndid you mean '--monitrc'?");
  EXPECT_EQ(refused({"verify", "--agianst", "package"}),
            "there is no option '--agianst' of verify\ndid you mean '--against'?");
  EXPECT_EQ(refused({"status", "--frobnicate"}),
            "there is no option '--frobnicate' of status\nsee monit-pkgmap status --help");
  EXPECT_THAT(refused({"-x", "config"}), HasSubstr("there is no option '-x'"));
}

TEST(Options, AnOptionOfAnotherCommandIsRefused) {
  EXPECT_THAT(refused({"config", "--transaction", "x"}),
              HasSubstr("there is no option '--transaction' of config"));
  EXPECT_THAT(refused({"status", "--session", "x"}), HasSubstr("there is no option '--session'"));
}

TEST(Options, AWordTooManyIsRefused) {
  EXPECT_EQ(refused({"status", "mysql"}),
            "status takes no argument 'mysql'\nsee monit-pkgmap status --help");
  EXPECT_THAT(refused({"config", "status"}), HasSubstr("config takes no argument"));
}

TEST(Options, AnErrorIsWantedAsJsonWhereverJsonStands) {
  EXPECT_TRUE(parse({"--json", "frobnicate"}).json);
  EXPECT_TRUE(parse({"explain", "--json"}).json);
  EXPECT_FALSE(parse({"frobnicate", "--", "--json"}).json);
}

TEST(Options, TheVersionIsOneLine) {
  const ParsedOptions answer = parse({"--version"});
  EXPECT_EQ(answer.said, std::string("monit-pkgmap ") + PKGMAP_VERSION + "\n");
  EXPECT_FALSE(answer.error);
  EXPECT_FALSE(answer.options);
}

TEST(Options, TheHelpOfEveryCommandFitsTheScreen) {
  for (const Words& words :
       {Words{"--help"}, Words{"-h"}, Words{"config", "--help"}, Words{"explain", "--help"},
        Words{"suspend", "-h"}, Words{"resume", "--help"}, Words{"status", "--help"},
        Words{"verify", "--help"}}) {
    const ParsedOptions answer = parse(words);
    EXPECT_FALSE(answer.error);
    EXPECT_THAT(answer.said, HasSubstr("Usage: monit-pkgmap"));
    EXPECT_THAT(answer.said, Not(HasSubstr("{")));
    EXPECT_THAT(answer.said, EndsWith("\n"));
    std::istringstream lines(answer.said);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
  }
}

// The same with every version of CLI11.
TEST(Options, TheHelpOfACommandSaysHowToUseIt) {
  EXPECT_EQ(parse({"run", "--help"}).said,
            "Suspend, run a command, resume\n\n"
            "Usage: monit-pkgmap run [OPTIONS] [COMMAND...]\n\n"
            "Arguments:\n"
            "  COMMAND...              The command to run, after '--'\n\n"
            "Options:\n"
            "  -h,--help               Print this help and exit\n"
            "  --packages NAMES        The packages that it changes: NAME[,NAME]...\n"
            "  --transaction FILE      The transaction as JSON; '-' is standard input\n\n"
            "'monit-pkgmap --help' shows the options of every command.\n");
  EXPECT_EQ(parse({"policy", "--help"}).said,
            "Check the policy; show which rule decides\n\n"
            "Usage: monit-pkgmap policy [OPTIONS]\n\n"
            "Options:\n"
            "  -h,--help               Print this help and exit\n"
            "  --explain CHECK PACKAGE\n"
            "                          Show which rule decides about the pair, and why\n\n"
            "'monit-pkgmap --help' shows the options of every command.\n");
}

TEST(Options, TheHelpOfACommandNamesItsOptions) {
  EXPECT_THAT(parse({"explain", "--help"}).said, HasSubstr("--check NAME"));
  EXPECT_THAT(parse({"suspend", "--help"}).said, HasSubstr("--transaction FILE"));
  EXPECT_THAT(parse({"resume", "--help"}).said, HasSubstr("--session ID"));
  EXPECT_THAT(parse({"verify", "--help"}).said, HasSubstr("--against WHAT"));
  EXPECT_THAT(parse({"--help"}).said, HasSubstr("--state-dir DIR"));
}

TEST(Readers, AreOneOfAnAnswer) {
  EXPECT_EQ(parsed({"status", "--prometheus"}).reader, Reader::prometheus);
  EXPECT_TRUE(parsed({"status", "--prometheus"}).json);
  EXPECT_EQ(parsed({"doctor", "--nagios"}).reader, Reader::nagios);
  for (const char* command : {"audit", "config", "history", "verify"}) {
    EXPECT_EQ(parsed({command, "--ndjson"}).reader, Reader::ndjson);
  }
  EXPECT_TRUE(parsed({"explain", "--ndjson", "mysql"}).json);
  EXPECT_THAT(refused({"audit", "--prometheus", "--ndjson"}), HasSubstr("cannot be combined with"));
  EXPECT_THAT(refused({"explain", "--ndjson", "--dot", "mysql"}),
              HasSubstr("explain takes --ndjson or --dot, not both"));
  EXPECT_THAT(refused({"audit", "--merge", "a", "--image", "b"}),
              HasSubstr("audit takes --merge or --image, not both"));
  EXPECT_THAT(refused({"audit", "--prometheus", "--json"}),
              HasSubstr("audit takes --prometheus or --json, not both"));
  EXPECT_THAT(refused({"--json", "doctor", "--nagios"}),
              HasSubstr("doctor takes --nagios or --json, not both"));
  EXPECT_THAT(refused({"history", "--prometheus", "abc"}),
              HasSubstr("history takes --prometheus or an ID, not both"));
  EXPECT_THAT(refused({"doctor", "--nagios=false"}), HasSubstr("--nagios takes no value"));
  EXPECT_EQ(parse({"doctor", "--nagios=true", "--frob"}).reader, Reader::nagios);
}

TEST(Readers, AreKnownWhenTheArgumentsAreWrong) {
  EXPECT_EQ(parse({"doctor", "--nagios", "--bogus"}).reader, Reader::nagios);
  EXPECT_NE(parse({"run", "--packages", "x", "--", "doctor", "--nagios"}).reader, Reader::nagios);
}

}  // namespace
}  // namespace pkgmap::cli
