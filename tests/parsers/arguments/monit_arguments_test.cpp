// What monit takes from its command line. The rows hold what monit 5.33 did with these words.
#include "parsers/arguments/monit_arguments.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

struct ArgumentsRow {
  std::vector<std::string> argv;  ///< Without the program.
  const char* found;              ///< "c=FILE p=PIDFILE g=GROUP foreground ends restart mysqld"
};

std::string in_one_line(const MonitArguments& arguments) {
  std::string line;
  const auto add = [&](const std::string& word) { line += (line.empty() ? "" : " ") + word; };
  if (!arguments.control_file.empty()) add("c=" + arguments.control_file);
  if (!arguments.pidfile.empty()) add("p=" + arguments.pidfile);
  if (!arguments.group.empty()) add("g=" + arguments.group);
  if (arguments.foreground) add("foreground");
  if (arguments.ends) add("ends");
  for (const std::string& word : arguments.words) add(word);
  return line;
}

class ArgumentsOfMonit : public ::testing::TestWithParam<ArgumentsRow> {};

TEST_P(ArgumentsOfMonit, AreReadAsMonitReadsThem) {
  std::vector<std::string> argv{"/usr/bin/monit"};
  argv.insert(argv.end(), GetParam().argv.begin(), GetParam().argv.end());
  EXPECT_EQ(in_one_line(monit_arguments(argv)), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ArgumentsOfMonit,
    ::testing::Values(
        ArgumentsRow{{}, ""}, ArgumentsRow{{"-I"}, "foreground"}, ArgumentsRow{{"-vv", "-B"}, ""},
        ArgumentsRow{{"-c", "x"}, "c=x"}, ArgumentsRow{{"-cx"}, "c=x"},
        ArgumentsRow{{"-c=x"}, "c==x"}, ArgumentsRow{{"-c", "-I"}, "c=-I"},
        ArgumentsRow{{"-cI"}, "c=I"}, ArgumentsRow{{"-d", "3", "--interactive"}, "foreground"},
        ArgumentsRow{{"-vIc", "x y"}, "c=x y foreground"},
        ArgumentsRow{{"-vIcx"}, "c=x foreground"}, ArgumentsRow{{"-c", "a", "-c", "b"}, "c=b"},
        ArgumentsRow{{"-tc", "x"}, "c=x ends"}, ArgumentsRow{{"-ct"}, "c=t"},
        ArgumentsRow{{"--conf", "x"}, "c=x"}, ArgumentsRow{{"--conf=x"}, "c=x"},
        ArgumentsRow{{"--con", "x"}, "c=x"}, ArgumentsRow{{"--c=x"}, "c=x"},
        ArgumentsRow{{"-p", "-c", "-l", "-cx"}, "p=-c"}, ArgumentsRow{{"-pcx", "-d", "30"}, "p=cx"},
        ArgumentsRow{{"--dae", "5", "-s", "s", "--pidfile", "-t"}, "p=-t"},
        ArgumentsRow{{"-d5", "restart", "a"}, "restart a"},
        ArgumentsRow{{"-g", "db", "restart"}, "g=db restart"},
        ArgumentsRow{{"-vgdb", "restart"}, "g=db restart"},
        ArgumentsRow{{"--group=db", "restart"}, "g=db restart"},
        // Options behind words.
        ArgumentsRow{{"restart", "a", "-c", "x"}, "c=x restart a"},
        ArgumentsRow{{"restart", "-g", "db"}, "g=db restart"},
        ArgumentsRow{{"restart", "--", "-g", "db"}, "restart -g db"},
        ArgumentsRow{{"--", "restart", "-g", "db"}, "g=db restart"},
        ArgumentsRow{{"--", "-cx"}, "-cx"}, ArgumentsRow{{"--"}, ""},
        ArgumentsRow{{"-", "restart"}, "- restart"}, ArgumentsRow{{"x", "", "a"}, "x  a"},
        // Options that monit answers before it ends.
        ArgumentsRow{{"-t", "restart", "a"}, "ends restart a"}, ArgumentsRow{{"-i"}, "ends"},
        ArgumentsRow{{"--id", "-cx"}, "c=x ends"}, ArgumentsRow{{"-r"}, "ends"},
        ArgumentsRow{{"--resetid"}, "ends"}, ArgumentsRow{{"-V"}, "ends"},
        ArgumentsRow{{"--version"}, "ends"}, ArgumentsRow{{"-h"}, "ends"},
        ArgumentsRow{{"-H", "x"}, "ends x"}, ArgumentsRow{{"--hash=x"}, "ends"},
        // `--ver` may be --verbose or --version.
        ArgumentsRow{{"--ver", "restart", "a"}, "restart a"},
        ArgumentsRow{{"--new", "-Z", "restart", "a"}, "restart a"}, ArgumentsRow{{"-c"}, "ends"},
        ArgumentsRow{{"restart", "a", "-g"}, "ends restart a"}, ArgumentsRow{{"--conf"}, "ends"}));

TEST(ArgumentsOfMonit, OfAMonitThatDoesCyclesNameNothingToDo) {
  for (const char* word : {"-I", "-v", "--interactive", "--"}) {
    EXPECT_TRUE(monit_arguments({"monit", word}).does_cycles()) << word;
  }
  for (const char* word : {"summary", "-t", "--test", "-Vv", "--id"}) {
    EXPECT_FALSE(monit_arguments({"monit", word}).does_cycles()) << word;
  }
  EXPECT_TRUE(monit_arguments({}).does_cycles());
}

}  // namespace
}  // namespace pkgmap
