// Tests which program a command runs behind wrappers and shells.
#include "rules/commands/run_command.hpp"

#include <gtest/gtest.h>

#include "rules/commands/general_programs.hpp"

namespace pkgmap::rules {
namespace {

std::string text_of(const std::vector<Words>& commands) {
  std::string text;
  for (const Words& command : commands) {
    if (!text.empty()) text += " | ";
    for (std::size_t i = 0; i < command.size(); ++i) text += (i == 0 ? "" : " ") + command[i];
  }
  return text;
}

struct RunCommandRow {
  Words argv;
  const char* run;
};

class CommandsRun : public ::testing::TestWithParam<RunCommandRow> {};

TEST_P(CommandsRun, AreThoseBehindTheWrappers) {
  EXPECT_EQ(text_of(commands_run(GetParam().argv)), GetParam().run);
}

const RunCommandRow kRunCommandRows[] = {
    {{"/usr/sbin/mysqld", "-x"}, "/usr/sbin/mysqld -x"},
    {{"/usr/bin/env", "-i", "A=b", "/usr/sbin/mysqld"}, "/usr/sbin/mysqld"},
    {{"/usr/bin/sudo", "-u", "mysql", "-n", "/usr/sbin/mysqld", "start"}, "/usr/sbin/mysqld start"},
    {{"/usr/sbin/runuser", "-u", "mysql", "--", "/usr/sbin/mysqld"}, "/usr/sbin/mysqld"},
    {{"/usr/sbin/runuser", "-l", "mysql", "-c", "/usr/sbin/mysqld -x"}, "/usr/sbin/mysqld -x"},
    {{"/bin/su", "-", "mysql", "-c", "systemctl start x"}, "systemctl start x"},
    {{"/bin/su", "mysql", "--command", "systemctl start x"}, "systemctl start x"},
    {{"/bin/su", "-", "mysql"}, "/bin/su - mysql"},
    {{"/sbin/runuser", "--user", "mysql", "-P", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/runuser", "-u", "mysql", "-g", "adm", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/runuser", "--user=mysql", "--", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/runuser", "-umysql", "--", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/sbin/runuser", "-u", "mysql", "--", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/bin/su", "--command=systemctl start x", "mysql"}, "systemctl start x"},
    {{"/bin/su", "--comm", "systemctl start x", "mysql"}, "systemctl start x"},
    {{"/bin/su", "-csystemctl start x", "mysql"}, "systemctl start x"},
    {{"/bin/su", "-lc", "systemctl start x", "mysql"}, "systemctl start x"},
    {{"/bin/su", "--session-command", "systemctl start x", "mysql"}, "systemctl start x"},
    {{"/bin/su", "mysql", "--", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/bin/su", "-", "mysql", "--", "-c", "/usr/sbin/a -c b"}, "/usr/sbin/a -c b"},
    {{"/bin/su", "-", "mysql", "-c"}, "/bin/su - mysql -c"},
    {{"/bin/bash", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/bin/bash", "-e", "--", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/bin/bash", "--rcfile", "/etc/rc", "/usr/sbin/a", "-c"}, "/usr/sbin/a -c"},
    {{"/bin/bash", "-norc", "/usr/sbin/a", "b"}, "/usr/sbin/a b"},
    {{"/bin/sh", "a", "/usr/sbin/b", "-c"}, "/bin/sh a /usr/sbin/b -c"},
    {{"/bin/bash", "-euxo", "pipefail", "-c", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/bin/bash", "-c", "-x", "/usr/sbin/a $0", "b"}, "/usr/sbin/a b"},
    {{"/bin/bash", "+e", "-euxlvc", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/fish", "--command=/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/bin/sh", "-c"}, "/bin/sh -c"},
    {{"/bin/sh", "-o"}, "/bin/sh -o"},
    {{"/usr/bin/flock", "/run/lock/a", "/usr/sbin/a", "-c", "b"}, "/usr/sbin/a -c b"},
    {{"/usr/bin/flock", "-w5", "/run/lock/a", "-c", "/usr/sbin/a b"}, "/usr/sbin/a b"},
    {{"/usr/bin/flock", "/run/lock/a", "--command", "/usr/sbin/a b"}, "/usr/sbin/a b"},
    {{"/usr/bin/flock", "9"}, "/usr/bin/flock 9"},
    {{"/usr/bin/env", "-S", "/usr/sbin/a b"}, "/usr/sbin/a b"},
    {{"/usr/bin/env", "-iS/usr/sbin/a b", "c"}, "/usr/sbin/a b c"},
    {{"/usr/bin/env", "--split-string=-u X A=b /usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/env", "-S", ""}, "/usr/bin/env -S "},
    {{"/usr/bin/env", "-uX", "-", "A=b", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/sudo", "-nu", "mysql", "A=b", "-g", "adm", "/usr/sbin/a", "-u"}, "/usr/sbin/a -u"},
    {{"/usr/bin/nice", "-5", "/usr/sbin/a", "-n", "b"}, "/usr/sbin/a -n b"},
    {{"/usr/bin/timeout", "--sig=9", "--kill", "5", "30", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/systemd-run", "--unit=x", "-dp", "A=b", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/systemd-run", "-Mdb1", "/usr/sbin/a"}, "/usr/bin/systemd-run -Mdb1 /usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-Sbx", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-Sx/usr/sbin/a", "--", "-x", "b"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-Sp", "-x", "--exe", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/runuser", "-u", "mysql"}, "/sbin/runuser -u mysql"},
    {{"/usr/bin/nice", "--", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-S", "-x", "/usr/sbin/a", "-x", "/usr/sbin/b"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-S", "-x", "/usr/sbin/a", "-a", "/usr/sbin/b"}, "/usr/sbin/b"},
    {{"/sbin/start-stop-daemon", "-S", "--exec=/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "--startas=/usr/sbin/a", "-S", "-x"}, "/usr/sbin/a"},
    {{"/sbin/start-stop-daemon", "-S", "-n", "a"}, "/sbin/start-stop-daemon -S -n a"},
    {{"/usr/bin/scl", "enable", "rh-a"}, "/usr/bin/scl enable rh-a"},
    {{"/usr/bin/scl", "enable", "rh-a", "bash"}, "/usr/bin/scl enable rh-a bash"},
    {{"/bin/sh", "-c", "/usr/sbin/a\t-x\r\n# b\n"}, "/usr/sbin/a -x"},
    {{"/bin/sh", "-c", "/usr/sbin/a # b"}, "/usr/sbin/a"},
    {{"/bin/sh", "-c", "/usr/sbin/a <in b#c"}, "/usr/sbin/a b#c"},
    {{"/bin/sh", "-c", "for s; do systemctl start $s; done"}, "systemctl start $s"},
    {{"/bin/sh", "-c", "for s a b c; do /usr/sbin/a; done"}, "/usr/sbin/a"},
    {{"/bin/sh", "-c", "S_1=a; systemctl start $S_1 $ $* a$"}, "systemctl start a $ $* a$"},
    {{"/bin/sh", "-c", "echo \"a\\\"b\" c\\"}, "echo a\"b c\\"},
    {{"/bin/su", "mysql", "-s", "/bin/sh", "-c", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/nice", "-n", "10", "timeout", "-k", "5", "30", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/usr/bin/flock", "-w", "5", "/run/lock/a", "/usr/sbin/a"}, "/usr/sbin/a"},
    {{"/bin/sh", "-c", "systemctl start mysqld"}, "systemctl start mysqld"},
    {{"/bin/bash", "-lc", "exec /usr/sbin/a 'b c'"}, "/usr/sbin/a b c"},
    {{"/bin/sh", "-c", "rm -f /run/a.pid && systemctl start a; echo ok >/dev/null 2>&1"},
     "rm -f /run/a.pid | systemctl start a | echo ok"},
    {{"/bin/sh", "-c", "/usr/sbin/a start>/dev/null; systemctl start b>>/var/log/b 2>&1"},
     "/usr/sbin/a start | systemctl start b"},
    {{"/bin/bash", "-c", "/usr/sbin/a 2> >(logger -t a)"}, "/usr/sbin/a | logger -t a"},
    {{"/bin/sh", "-c", "if test -x /usr/sbin/a; then A=1 /usr/sbin/a; fi"},
     "test -x /usr/sbin/a | /usr/sbin/a"},
    {{"/bin/sh", "-c", "( cd /x; /usr/sbin/a & )"}, "cd /x | /usr/sbin/a"},
    {{"/bin/sh", "-c", "[ \"$(systemctl is-active a)\" = active ] || exit 1"},
     "[ $(systemctl is-active a) = active ] | exit 1 | systemctl is-active a"},
    {{"/bin/sh", "-c", "test `systemctl is-failed a` = failed"},
     "test `systemctl is-failed a` = failed | systemctl is-failed a"},
    {{"/bin/sh", "-c", "test $(echo $(sudo /usr/sbin/a (x))) -gt $((1 + 2))"},
     "test $(echo $(sudo /usr/sbin/a (x))) -gt $((1 + 2)) | echo $(sudo /usr/sbin/a (x)) | "
     "/usr/sbin/a | x"},
    {{"/bin/sh", "-c", "echo '$(systemctl is-active a)' \"$(open"},
     "echo $(systemctl is-active a) $(open | open"},
    {{"/bin/sh", "-c", "for s in a b; do systemctl start $s; done"},
     "systemctl start a | systemctl start b"},
    {{"/bin/sh", "-c",
      "for s in a b\ndo\n  for v in stop start; do systemctl $v \"${s}\"; done\ndone"},
     "systemctl stop a | systemctl start a | systemctl stop b | systemctl start b"},
    {{"/bin/sh", "-c", "for s in $LIST; do systemctl start $s; done"}, "systemctl start $LIST"},
    {{"/bin/sh", "-c", "S='a b'; systemctl start $S x-$S"}, "systemctl start a b x-a b"},
    {{"/bin/sh", "-c", "D=/usr/sbin; $D/a start"}, "/usr/sbin/a start"},
    {{"/bin/sh", "-c", "for s in a; do echo '$s' \\$s $s; done"}, "echo $s $s a"},
    {{"/bin/sh", "-c", "systemctl start \"$1\" $0", "a", "b"}, "systemctl start b a"},
    {{"/bin/sh", "-c", "S=a; T=$1; systemctl start $1 $T \"$@\"", "sh", "$S"},
     "systemctl start $S $S $S"},
    {{"/bin/sh", "-c", "for s in \"$@\"; do systemctl start $s; done", "sh", "a", "b"},
     "systemctl start a | systemctl start b"},
    {{"/bin/sh", "-c", "for s in a; do test $(systemctl is-active $s) = active; done"},
     "test $(systemctl is-active a) = active | systemctl is-active a"},
    {{"/bin/sh", "-c", "$DAEMON start"}, ""},
    {{"/bin/sh", "-c", "${A:-/usr/sbin/b} start"}, ""},
    {{"/bin/sh", "-c", "sh -c 'sudo /usr/sbin/a'"}, "/usr/sbin/a"},
    {{"/bin/sh", "/usr/libexec/a.sh", "start"}, "/usr/libexec/a.sh start"},
    {{"/usr/bin/python3.11", "-u", "/usr/share/a/a.py"}, "/usr/share/a/a.py"},
    {{"/usr/bin/java", "-cp", "/usr/share/java", "-jar", "/usr/share/a/a.jar"},
     "/usr/share/a/a.jar"},
    {{"/usr/bin/python3", "-m", "http.server"}, "/usr/bin/python3 -m http.server"},
    {{"/sbin/start-stop-daemon", "--start", "--pidfile", "/run/a", "--exec", "/usr/sbin/a", "--",
      "-x"},
     "/usr/sbin/a"},
    {{"/usr/bin/scl", "enable", "rh-a", "--", "/opt/rh/a"}, "/opt/rh/a"},
    {{"/usr/bin/scl", "enable", "rh-a", "/opt/rh/a start"}, "/opt/rh/a start"},
    {{"/bin/sh", "-c", "A=x; A=$A$B; systemctl $A start"}, "systemctl x$B start"},
    {{"/usr/bin/env", "DOCKER_HOST=tcp://db1", "docker", "start", "web"}, ""},
    {{"/usr/bin/env", "-S", "DOCKER_HOST=tcp://db1 docker start web"}, ""},
    {{"/usr/bin/env", "DOCKER_HOST=tcp://db1", "nice", "sh", "-c", "docker start web; a"}, "a"},
    {{"/usr/bin/env", "DOCKER_HOST=unix:///run/d.sock", "docker", "start", "web"},
     "docker start web"},
    {{"/bin/sh", "-c", "DOCKER_HOST=tcp://db1 docker start web; docker start b"}, "docker start b"},
    {{"/bin/sh", "-c", "export DOCKER_HOST=tcp://db1; $(docker start web); podman ps; a b"},
     "export DOCKER_HOST=tcp://db1 | a b"},
    {{"/bin/sh", "-c", "DOCKER_HOST='tcp://db1'\nexport DOCKER_HOST\nexec docker start web"},
     "export DOCKER_HOST"},
    {{"/bin/sh", "-c", "DOCKER_HOST=tcp://db1; docker start web"}, "docker start web"},
    {{"/bin/sh"}, "/bin/sh"},
    {{"/bin/sh", "-c", "'' foo; \"\"; /usr/sbin/a ''"}, "/usr/sbin/a "},
    {{"/usr/bin/env", "", "foo"}, ""},
    {{"", "foo"}, ""},
    {{}, ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, CommandsRun, ::testing::ValuesIn(kRunCommandRows));

TEST(CommandsRunAlways, AreThoseThatNoOtherCommandDecidesAbout) {
  const auto always = [](const char* text) {
    return text_of(commands_run_always({"/bin/sh", "-c", text}));
  };
  EXPECT_EQ(always("a; sudo b | c & d"), "a | b | c | d");
  EXPECT_EQ(always("for s in a b; do systemctl start $s; done"),
            "systemctl start a | systemctl start b");
  EXPECT_EQ(always("echo if '&&' 2>&1"), "echo if &&");
  for (const char* text : {"[ -x /a ] && /a", "a || b", "if a; then b; fi", "while a; do b; done",
                           "until a; do b; done", "case a in a) b;; esac", "echo $(a || b)"}) {
    EXPECT_EQ(always(text), "") << text;
  }
  EXPECT_EQ(always("x; sh -c 'a || b'"), "x");
  EXPECT_EQ(text_of(commands_run_always({"/usr/bin/env", "/usr/sbin/a"})), "/usr/sbin/a");
}

TEST(CommandsRunOfAnything, EndsForWrappersWithinWrappers) {
  Words argv(100, "env");
  EXPECT_TRUE(commands_run(argv).empty() || !commands_run(argv).front().empty());
  std::string text = "x";
  for (int i = 0; i < 50; ++i) text = "sh -c " + text;
  commands_run({"/bin/sh", "-c", text});
  text.clear();
  for (int i = 0; i < 10'000; ++i) text += "$(`";
  commands_run({"/bin/sh", "-c", text});
  text.clear();
  for (int i = 0; i < 100; ++i) {
    const std::string name = "v" + std::to_string(i);
    text += "for " + name + " in a b c; do x=$x$x; echo $" + name + " $v1; done;";
  }
  EXPECT_LE(commands_run({"/bin/sh", "-c", text}).size(), 100U * 64U);
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(CommandsRunOfALongText, HaveNoLongValues) {
  const std::string loops = "for a in " + repeated("X", 200) + "; do for a in " +
                            repeated("$a", 300) + "; do for a in " + repeated("$a", 3000) +
                            "; do echo $a; done; done; done";
  EXPECT_EQ(text_of(commands_run({"/bin/sh", "-c", loops})), "echo $a");
  const std::string values = " in " + repeated("x ", 64) + "; do ";
  const std::string nested = "for a" + values + "sh -c 'for b" + values + "sh -c \"for c" + values +
                             "/usr/sbin/d; done\"; done'; done";
  EXPECT_LE(text_of(commands_run({"/bin/sh", "-c", nested})).size(), 256U * 1024U);
}

TEST(CommandsRunOfALongText, EndAtALimit) {
  std::string assignments;
  for (int i = 0; i < 300; ++i) assignments += "a" + std::to_string(i) + "=x ";
  EXPECT_EQ(text_of(commands_run({"/bin/sh", "-c", assignments + "; /usr/sbin/d $a255 $a256"})),
            "/usr/sbin/d x $a256");
  EXPECT_TRUE(commands_run({"/bin/sh", "-c", repeated("a=x ", 5'000) + "/usr/sbin/d"}).empty());
  EXPECT_TRUE(commands_run({"/usr/sbin/d", repeated("x", 300'000)}).empty());
  const std::string many =
      "for a in " + repeated("/usr/sbin/d ", 64) + "; do " + repeated("$a;", 5'000) + "done";
  EXPECT_LE(text_of(commands_run({"/bin/sh", "-c", many})).size(), 256U * 1024U);
}

struct ProgramRow {
  const char* path;
  bool general;
};

class GeneralPrograms : public ::testing::TestWithParam<ProgramRow> {};

TEST_P(GeneralPrograms, SayNothingAboutAPackage) {
  EXPECT_EQ(is_general_program(GetParam().path), GetParam().general);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, GeneralPrograms,
    ::testing::Values(ProgramRow{"/bin/sh", true}, ProgramRow{"/usr/bin/python3.11", true},
                      ProgramRow{"/usr/bin/perl5.36.0", true}, ProgramRow{"systemctl", true},
                      ProgramRow{"/usr/sbin/mysqld", false}, ProgramRow{"/usr/bin/shfmt", false},
                      ProgramRow{"/usr/sbin/apachectl", false}, ProgramRow{"", false}));

TEST(IsShellScript, ByTheInterpreterOfTheFirstLine) {
  for (const char* script :
       {"#!/bin/sh\n", "#! /bin/bash -e\nx", "#!/usr/bin/env bash\n", "#!/usr/bin/env  dash\r\n",
        "#!\t/bin/ksh", "#!/usr/bin/env -S bash -e\n", "#!/usr/bin/env -iS A=b bash",
        "#!/usr/bin/env -u A sh", "#!/bin/busybox sh"}) {
    EXPECT_TRUE(is_shell_script(script)) << script;
  }
  for (const char* other :
       {"", "#!", "#!\n/bin/sh", "/bin/sh\n", "#!/usr/bin/python3\n", "#!/usr/bin/env\n",
        "#!/usr/bin/env python3\n", "#!env env\n", "#!/usr/bin/env -S python3 -u\n",
        "#!/bin/busybox", "#!/bin/busybox awk"}) {
    EXPECT_FALSE(is_shell_script(other)) << other;
  }
}

}  // namespace
}  // namespace pkgmap::rules
