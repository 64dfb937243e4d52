// What checks name on a root: units behind commands of every kind, containers and what runs them.
#include "engine/facts/check_facts.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/facts/gather.hpp"
#include "parsers/monitrc/parse.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class FactsOfChecks : public ::testing::Test {
 protected:
  void file(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(root_.path() + path).parent_path());
    std::ofstream(root_.path() + path) << text;
  }

  void link(const std::string& path, const std::string& target) {
    fs::create_symlink(target, root_.path() + path);
  }

  void writable(const std::string& path) {
    fs::permissions(root_.path() + path, fs::perms(0666), fs::perm_options::add);
  }

  /// The facts of the one check in this text.
  rules::CheckFacts facts_of(const std::string& text) {
    TextFiles files{{"/etc/monitrc", "set daemon 30\n" + text}};
    parsed_ = monitrc::parse_control_file("/etc/monitrc", files);
    EXPECT_TRUE(parsed_.ok());
    return gather_checks(parsed_.control_file.checks, root_.path(), "/etc/monitrc").front();
  }

  /// "own asks mysqld.service": the units behind the commands of the check, one line each.
  std::string units(const std::string& text) {
    std::string lines;
    for (const rules::CommandFact& command : facts_of(text).commands) {
      lines += std::string(word(command.of)) + (command.asks ? " asks " : " runs ") +
               command.unit.name + (command.unit.exists ? "" : ", which is not there") + "\n";
    }
    return lines;
  }

  /// "start docker: container web": the containers, one line each.
  std::string containers(const std::string& text) {
    std::string lines;
    for (const rules::ContainerFact& container : facts_of(text).containers) {
      lines += std::string(word(container.of)) + " " + container.engine + ": " + container.what;
      for (const auto& daemon : container.daemons) lines += " by " + daemon.name;
      lines += "\n";
    }
    return lines;
  }

  test::TemporaryDirectory root_;
  monitrc::Parsed parsed_;

 private:
  static const char* word(rules::CommandOf of) {
    constexpr const char* kWords[] = {"start", "stop", "restart", "own", "test"};
    return kWords[static_cast<int>(of)];
  }
};

TEST_F(FactsOfChecks, AProgramCheckNamesTheUnitsThatItsProgramAsksAbout) {
  file("/usr/lib/systemd/system/mysqld.service", "[Service]\nExecStart=/usr/libexec/mysqld\n");
  EXPECT_EQ(units("check program q with path \"/usr/bin/systemctl is-active mysqld\"\n"
                  " if status != 0 then unmonitor\n"),
            "own asks mysqld.service\n");
  EXPECT_EQ(units("check program q with path \"/bin/sh -c 'systemctl -q is-failed mysqld && exit "
                  "1'\"\n if status != 0 then alert\n"),
            "own asks mysqld.service\n");
  EXPECT_EQ(
      units("check program q with path \"/usr/sbin/service mysqld status\"\n if status != 0 then "
            "alert\n"),
      "own asks mysqld.service\n");
  EXPECT_EQ(units("check program q with path \"/etc/init.d/mysqld status\"\n if status != 0 then "
                  "alert\n"),
            "own asks mysqld.service\n");
}

TEST_F(FactsOfChecks, AnExecNamesTheUnitsThatItStarts) {
  file("/usr/lib/systemd/system/a.service", "[Service]\nExecStart=/usr/sbin/a\n");
  EXPECT_EQ(units("check host h with address example.org\n"
                  " if failed port 80 then exec \"/usr/bin/systemctl restart a\"\n"
                  "   else if succeeded then exec \"/bin/sh -c 'systemctl reload b'\"\n"),
            "test runs a.service\ntest runs b.service, which is not there\n");
}

TEST_F(FactsOfChecks, OnlyTheOwnProgramOfACheckMayAsk) {
  EXPECT_EQ(units("check process p with pidfile /run/p.pid\n"
                  " start program = \"/usr/bin/systemctl status a\"\n"
                  " if 3 restarts within 5 cycles then exec \"/usr/bin/systemctl status a\"\n"),
            "");
}

TEST_F(FactsOfChecks, ServicesOfOtherStartersAreFoundInTheirFiles) {
  const auto start = [&](const std::string& command) {
    return units("check process p with pidfile /run/p.pid\n start program = \"" + command + "\"\n");
  };
  file("/usr/lib/systemd/system/supervisord.service",
       "[Service]\nExecStart=/usr/bin/supervisord\n");
  file("/etc/supervisord.d/web.ini", "[program:web]\ncommand=/usr/bin/web --serve\n");
  file("/etc/sv/api/run", "#!/bin/sh\nexec 2>&1\nexec chpst -u api /usr/bin/api -f\n");
  file("/etc/init/job.conf", "description \"x\"\nexec /usr/sbin/job -d\n");
  EXPECT_EQ(start("/usr/bin/supervisorctl restart web"),
            "start runs the program web of supervisord\nstart runs supervisord.service\n");
  EXPECT_EQ(start("/usr/bin/sv up api"), "start runs api\n");
  EXPECT_EQ(start("/usr/bin/s6-svc -u /etc/sv/api"), "start runs /etc/sv/api\n");
  EXPECT_EQ(start("/sbin/initctl start job"), "start runs the job job of upstart\n");
  EXPECT_EQ(start("/sbin/start job"), "start runs the job job of upstart\n");
  EXPECT_EQ(start("/sbin/start nothing"), "");
  EXPECT_EQ(start("/usr/sbin/rcjob start"), "start runs the job job of upstart\n");
  EXPECT_EQ(start("/usr/sbin/rcnothing start"), "");
}

TEST_F(FactsOfChecks, TheProgramsOfOtherStartersAreRead) {
  file("/etc/supervisord.d/web.ini", "[program:web]\ncommand=/usr/bin/web --serve\n");
  file("/etc/sv/api/run", "#!/bin/sh\nexec chpst -u api /usr/bin/api -f\n");
  for (const auto& [command, program] :
       {std::pair("/usr/bin/supervisorctl start web", "/usr/bin/web"),
        std::pair("/usr/bin/sv start api", "/usr/bin/api")}) {
    const auto facts = facts_of("check process p with pidfile /run/p.pid\n start program = \"" +
                                std::string(command) + "\"\n");
    ASSERT_EQ(facts.commands.size(), 1U) << command;
    ASSERT_EQ(facts.commands[0].unit.programs.size(), 1U) << command;
    EXPECT_EQ(facts.commands[0].unit.programs[0].asked, program);
    EXPECT_FALSE(facts.commands[0].unit.fragments.empty());
  }
}

TEST_F(FactsOfChecks, AScriptOfRootsSaysWhichUnitsItAsksAboutAndStarts) {
  file("/usr/lib/systemd/system/a.service", "[Service]\nExecStart=/usr/sbin/a\n");
  file("/opt/check.sh",
       "#!/bin/bash -e\n# systemctl is-active b\nS=a\nif ! systemctl -q is-active \"$S\"; "
       "then\n  exit 1\nfi\n");
  file("/opt/restart", "#!/usr/bin/env sh\nsystemctl stop $1\nmonit unmonitor q\n");
  EXPECT_EQ(units("check program q with path /opt/check.sh\n if status != 0 then exec "
                  "\"/opt/restart a\"\n"),
            "own asks a.service\ntest runs a.service\n");
  const auto facts = facts_of(
      "check host h with address x\n if failed ping then exec "
      "\"/opt/restart a\"\n");
  ASSERT_EQ(facts.commands.size(), 1U);
  EXPECT_EQ(facts.commands[0].script, "/opt/restart");
  ASSERT_EQ(facts.acts_on.size(), 1U);
  EXPECT_EQ(facts.acts_on[0].check, "q");
}

TEST_F(FactsOfChecks, AScriptThatOthersMayWriteOrThatIsNoneOfAShellSaysNothing) {
  const char* const check = "check program q with path /opt/check.sh\n if status != 0 then alert\n";
  file("/opt/check.sh", "#!/usr/bin/python3\nsystemctl is-active a\n");
  EXPECT_EQ(units(check), "");
  file("/opt/check.sh", "systemctl is-active a\n");
  EXPECT_EQ(units(check), "");
  file("/opt/check.sh", "#!/bin/sh\nsystemctl is-active a\n");
  EXPECT_EQ(units(check), "own asks a.service, which is not there\n");
  writable("/opt/check.sh");
  EXPECT_EQ(units(check), "");
}

TEST_F(FactsOfChecks, AScriptThatOthersMayReplaceSaysNothing) {
  const char* const check = "check program q with path /opt/check.sh\n if status != 0 then alert\n";
  file("/opt/own/check.sh", "#!/bin/sh\nsystemctl is-active a\n");
  fs::create_symlink("own/check.sh", root_.path() + "/opt/check.sh");
  EXPECT_EQ(units(check), "own asks a.service, which is not there\n");
  writable("/opt/own");
  EXPECT_EQ(units(check), "");
}

TEST_F(FactsOfChecks, ARequestToMonitNamesTheCheckThatItActsOn) {
  const auto facts = facts_of(
      "check host h with address x\n if failed ping then exec "
      "\"/bin/sh -c '/usr/bin/monit restart db; monit summary'\"\n");
  ASSERT_EQ(facts.acts_on.size(), 1U);
  EXPECT_EQ(facts.acts_on[0].check, "db");
  EXPECT_EQ(facts.acts_on[0].of, rules::CommandOf::test);
}

TEST_F(FactsOfChecks, ARequestToAnotherMonitActsOnNoCheckOfThisOne) {
  const auto acts = [&](const std::string& command) {
    return !facts_of("check host h with address x\n if failed ping then exec \"" + command + "\"\n")
                .acts_on.empty();
  };
  EXPECT_TRUE(acts("/usr/bin/monit restart db")) << "no control file says that it is another";
  file("/etc/monitrc", "");
  file("/opt/own/monitrc", "");
  fs::create_symlink("/etc/monitrc", root_.path() + "/etc/link");
  EXPECT_TRUE(acts("/usr/bin/monit restart db"));
  EXPECT_TRUE(acts("/usr/bin/monit -c /etc/monitrc restart db"));
  EXPECT_TRUE(acts("/usr/bin/monit -vc/etc//monitrc restart db"));
  EXPECT_TRUE(acts("/usr/bin/monit restart db --conf=/etc/link"));
  EXPECT_FALSE(acts("/usr/bin/monit -c /opt/own/monitrc restart db"));
  EXPECT_FALSE(acts("/usr/bin/monit -c /opt/missing restart db"));
  // In which directory the command runs is not known.
  EXPECT_TRUE(acts("/bin/sh -c 'cd /etc; monit -c monitrc restart db'"));
  EXPECT_TRUE(acts("/usr/bin/monit -c ./monitrc restart db"));
  EXPECT_TRUE(acts("/usr/bin/monit -c etc/link restart db"));
  EXPECT_FALSE(acts("/usr/bin/monit -c own.rc restart db"));
  EXPECT_TRUE(acts("/bin/sh -c 'monit -c $RC restart db'"));
}

TEST_F(FactsOfChecks, AMonitWithoutAControlFileIsTheOneThatEveryBuildFindsFirst) {
  const auto acts = [&](const std::string& control_file) {
    facts_of("check host h with address x\n if failed ping then exec \"/bin/monit restart db\"\n");
    return !gather_checks(parsed_.control_file.checks, root_.path(), control_file)
                .front()
                .acts_on.empty();
  };
  // What else a monit looks for depends on its build.
  file("/etc/monit/monitrc", "");
  file("/opt/own/monitrc", "");
  EXPECT_TRUE(acts("/etc/monit/monitrc"));
  EXPECT_TRUE(acts("/opt/own/monitrc"));
  EXPECT_TRUE(acts(""));
  file("/etc/monitrc", "");
  EXPECT_FALSE(acts("/etc/monit/monitrc"));
  EXPECT_FALSE(acts("/opt/own/monitrc"));
  EXPECT_TRUE(acts("/etc/monitrc"));
  EXPECT_TRUE(acts(""));
}

TEST_F(FactsOfChecks, AContainerIsFoundBehindItsCommandItsUnitAndItsQuadlet) {
  file("/usr/lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n");
  file("/etc/systemd/system/web.service",
       "[Service]\nExecStart=/bin/sh -c 'exec docker run --name web image'\n");
  file("/etc/containers/systemd/shop.container", "[Container]\nImage=image\n");
  file("/etc/containers/systemd/all.pod", "[Pod]\n");
  const auto start = [&](const std::string& command) {
    return containers("check process p with pidfile /run/p.pid\n start program = \"" + command +
                      "\"\n");
  };
  EXPECT_EQ(start("/usr/bin/docker start web"), "start docker: container web by docker.service\n");
  EXPECT_EQ(start("/usr/bin/systemctl start web"), "start docker: web.service by docker.service\n");
  EXPECT_EQ(start("/usr/bin/podman start web"), "start podman: container web\n");
  EXPECT_EQ(start("/usr/bin/systemctl start shop"), "start podman: shop.service\n");
  EXPECT_EQ(start("/usr/bin/systemctl start all-pod"), "start podman: all-pod.service\n");
  EXPECT_EQ(start("/usr/bin/docker inspect web"), "");
  EXPECT_EQ(
      containers("check program c with path \"/usr/bin/docker inspect web\"\n if status != 0 then "
                 "alert\n"),
      "own docker: container web by docker.service\n");
}

TEST_F(FactsOfChecks, APatternMayMatchAStoppedUnitThatItNames) {
  file("/usr/lib/systemd/system/kafka.service", "[Service]\nExecStart=/opt/kafka/start.sh\n");
  const auto stopped = [&](const std::string& pattern) {
    return facts_of("check process p with matching \"" + pattern + "\"\n").matching.stopped;
  };
  EXPECT_EQ(stopped("kafka.Kafka"), std::vector<std::string>{"kafka.service"});
  EXPECT_TRUE(stopped("/opt/acme/acmed").empty());
}

TEST_F(FactsOfChecks, LoopsAndEnableNowStartUnits) {
  const auto started = [&](const std::string& command) {
    return units("check process p with pidfile /run/p.pid\n start program = \"" + command + "\"\n");
  };
  file("/usr/lib/systemd/system/a.service", "[Service]\nExecStart=/usr/sbin/a\n");
  EXPECT_EQ(started("/bin/sh -c 'for s in a; do systemctl start $s; done'"),
            "start runs a.service\n");
  EXPECT_EQ(started("/usr/bin/systemctl enable --now a"), "start runs a.service\n");
}

TEST_F(FactsOfChecks, AnExecControlsSomethingIfAWordSaysSo) {
  const auto facts = facts_of(
      "check file f with path /var/log/f\n"
      " if changed checksum then exec \"/usr/sbin/apachectl graceful\"\n"
      " if changed size then exec \"/usr/bin/notify all\"\n");
  ASSERT_EQ(facts.programs.size(), 2U);
  EXPECT_TRUE(facts.programs[0].controls);
  EXPECT_FALSE(facts.programs[1].controls);
}

}  // namespace
}  // namespace pkgmap
