// Units, drop-ins, templates, scripts and tmpfiles.d of a root: what each question finds.
#include "engine/facts/units.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gtest/gtest.h>

#include "engine/facts/listening_sockets.hpp"
#include "tests/engine/facts/units_root.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class Units : public test::UnitsRoot {
 protected:
  void unit(const std::string& name, const std::string& text) {
    file("/usr/lib/systemd/system/" + name, text);
  }
  // Only root can give a file away; for others, everybody may write it.
  void give_away(const std::string& path) {
    constexpr uid_t kOther = 4711;
    if (::geteuid() == 0) {
      ASSERT_EQ(::chown((root() + path).c_str(), kOther, kOther), 0);
    } else {
      ASSERT_EQ(::chmod((root() + path).c_str(), 0777), 0);
    }
  }
  rules::UnitFact found(const std::string& name, bool script = false) {
    return Reader(root()).units.find({name, script});
  }
  static Names programs(const rules::UnitFact& fact) {
    Names list;
    for (const auto& program : fact.programs) list.push_back(program.hops.back());
    return list;
  }
};

TEST_F(Units, TheAdministratorsUnitHidesThePackagedOne) {
  unit("a.service", "[Service]\nExecStart=/usr/sbin/a\n");
  file("/etc/systemd/system/a.service", "[Service]\nExecStart=/opt/a/run\n");
  const auto fact = found("a");
  EXPECT_EQ(fact.fragments, Names{"/etc/systemd/system/a.service"});
  EXPECT_EQ(programs(fact), Names{"/opt/a/run"});
}

TEST_F(Units, AnAliasLeadsToItsUnit) {
  unit("mysqld.service", "[Service]\nExecStart=/usr/sbin/mysqld\n");
  link("/etc/systemd/system/mysql.service", "/usr/lib/systemd/system/mysqld.service");
  const auto fact = found("mysql");
  EXPECT_EQ(fact.name, "mysqld.service");
  EXPECT_EQ(fact.fragments.back(), "/usr/lib/systemd/system/mysqld.service");
}

TEST_F(Units, AMaskedUnitRunsNothingWhereverItsPackageIs) {
  unit("a.service", "[Service]\nExecStart=/usr/sbin/a\nPIDFile=/run/a.pid\n");
  link("/etc/systemd/system/a.service", "/dev/null");
  const auto fact = found("a");
  EXPECT_EQ(fact.fragments.back(), "/dev/null");
  EXPECT_TRUE(fact.programs.empty());
  EXPECT_TRUE(Reader(root()).units.with_pidfile({"/run/a.pid"}).empty());
}

TEST_F(Units, ADropInReplacesWhatTheUnitRuns) {
  unit("a.service", "[Service]\nExecStart=/usr/sbin/a\n");
  file("/etc/systemd/system/a.service.d/10-own.conf", "[Service]\nExecStart=\nExecStart=/opt/a\n");
  file("/usr/lib/systemd/system/a.service.d/10-own.conf", "[Service]\nExecStart=/hidden\n");
  file("/usr/lib/systemd/system/a.service.d/readme.txt", "[Service]\nExecStart=/no\n");
  EXPECT_EQ(programs(found("a.service")), Names{"/opt/a"});
}

TEST_F(Units, ATemplateIsReadForItsInstance) {
  unit("t@.service", "[Service]\nExecStart=/usr/libexec/t-%i\n");
  file("/etc/systemd/system/t@b.service.d/x.conf", "[Service]\nExecStart=/usr/libexec/more\n");
  EXPECT_EQ(programs(found("t@a")), Names{"/usr/libexec/t-a"});
  EXPECT_EQ(programs(found("t@b")), (Names{"/usr/libexec/t-b", "/usr/libexec/more"}));
}

TEST_F(Units, GeneralProgramsAreLeftOutAndWrappersTakenOff) {
  unit("a.service",
       "[Service]\nExecStart=-/bin/sh -c 'exec /usr/sbin/a -x'\nExecStart=/usr/bin/python3 -m x\n"
       "ExecStart=/usr/bin/env python3 /usr/share/a/run.py\n");
  EXPECT_EQ(programs(found("a")), (Names{"/usr/sbin/a", "/usr/share/a/run.py"}));
}

TEST_F(Units, AProgramWithoutAPathIsLookedForWhereSystemdLooks) {
  file("/usr/sbin/ad", "");
  unit("a.service", "[Service]\nExecStart=ad -x\nExecStart=nowhere\n");
  EXPECT_EQ(programs(found("a")), Names{"/usr/sbin/ad"});
}

TEST_F(Units, AnInitScriptIsFoundWhenThereIsNoUnit) {
  file("/etc/rc.d/init.d/a", "#!/bin/sh\n# pidfile: /var/run/a.pid\nDAEMON=/usr/sbin/a\n");
  link("/etc/init.d", "rc.d/init.d");
  const auto fact = found("a");
  EXPECT_EQ(fact.name, "/etc/init.d/a");
  EXPECT_EQ(fact.fragments, Names{"/etc/rc.d/init.d/a"});
  EXPECT_EQ(programs(fact), Names{"/usr/sbin/a"});
  EXPECT_EQ(names(Reader(root()).units.with_pidfile({"/var/run/a.pid"})), Names{"/etc/init.d/a"});
}

TEST_F(Units, AUnitToComeHasThePathThatAPackageWouldBringItAt) {
  EXPECT_EQ(found("t@a").fragments,
            (Names{"/usr/lib/systemd/system/t@a.service", "/usr/lib/systemd/system/t@.service"}));
}

TEST_F(Units, PidfilesAreComparedWhereTheyLead) {
  fs::create_directories(root() + "/run");
  link("/var/run", "../run");
  unit("a.service", "[Service]\nPIDFile=/var/run/a.pid\n");
  unit("b.service", "[Service]\nPIDFile=b.pid\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/a.pid"})), Names{"a.service"});
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/b.pid"})), Names{"b.service"});
  EXPECT_TRUE(reader.units.with_pidfile({"/run/c.pid"}).empty());
}

TEST_F(Units, DirectoriesAreMadeByUnitsAndTmpfiles) {
  unit("a.service", "[Service]\nRuntimeDirectory=a more\nStateDirectory=a\n");
  file("/usr/lib/tmpfiles.d/b.conf", "d /run/b - - -\nd /run/a - - -\n");
  file("/usr/lib/tmpfiles.d/c.conf", "d /run/c - - -\n");
  file("/etc/tmpfiles.d/c.conf", "# not this one\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.making("/run/more")), Names{"a.service"});
  EXPECT_EQ(names(reader.units.making("/var/lib/a")), Names{"a.service"});
  EXPECT_EQ(names(reader.units.making("/run/a")),
            (Names{"a.service", "/usr/lib/tmpfiles.d/b.conf"}));
  EXPECT_TRUE(reader.units.making("/run/c").empty());
}

TEST_F(Units, PathsOfATemplateAreThoseOfEachInstance) {
  unit("tunnel@.service",
       "[Service]\nPIDFile=%t/tunnel/%i.pid\nRuntimeDirectory=tunnel-%i\n"
       "ExecStart=/usr/sbin/tunnel\n");
  unit("broad@.service", "[Service]\nPIDFile=/run/%i.pid\nRuntimeDirectory=%i\n");
  unit("whole@.service", "[Service]\nPIDFile=/run/%n.pid\n");
  unit("tunnel@.socket", "[Socket]\nListenStream=/run/tunnel/%i.sock\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/tunnel/a.pid"})), Names{"tunnel@.service"});
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/whole@a.service.pid"})),
            Names{"whole@.service"});
  EXPECT_EQ(names(reader.units.making("/run/tunnel-a")), Names{"tunnel@.service"});
  EXPECT_EQ(names(reader.units.listening(0, {"/run/tunnel/a.sock"})), Names{"tunnel@.socket"});
  EXPECT_TRUE(reader.units.with_pidfile({"/run/tunnel/.pid"}).empty());
  EXPECT_TRUE(reader.units.with_pidfile({"/run/tunnel/a/b.pid"}).empty());
  EXPECT_TRUE(reader.units.with_pidfile({"/run/a.pid"}).empty());
  EXPECT_TRUE(reader.units.making("/run/a").empty());
}

TEST_F(Units, AnEnabledInstanceIsAUnitOfItsOwn) {
  unit("broad@.service", "[Service]\nPIDFile=/run/%i.pid\nExecStart=/usr/sbin/d --name %I\n");
  link("/etc/systemd/system/multi-user.target.wants/broad@a-b.service",
       "/usr/lib/systemd/system/broad@.service");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/a-b.pid"})), Names{"broad@a-b.service"});
  EXPECT_TRUE(reader.units.with_pidfile({"/run/c.pid"}).empty());
  EXPECT_EQ(names(reader.units.running(PosixPattern("sbin/d --name a/b"))),
            Names{"broad@a-b.service"});
}

TEST_F(Units, APidfileIsDeclaredByAnOptionOrAVariable) {
  unit("a.service", "[Service]\nEnvironment=PIDFILE=/run/a.pid\nExecStart=/d -p $PIDFILE\n");
  unit("b.service", "[Service]\nEnvironmentFile=-/etc/sysconfig/b\nExecStart=/d $OPTIONS\n");
  file("/etc/sysconfig/b", "OPTIONS=\"--fast -P /run/b.pid\"\n");
  unit("c.service", "[Service]\nExecStart=/bin/sh -c 'exec /d --pid-file=/run/c.pid'\n");
  unit("d.service", "[Service]\nEnvironmentFile=/etc/sysconfig/*.env\nExecStart=/d.sh\n");
  file("/etc/sysconfig/d.env", "D_PIDFILE=/run/d.pid\nOTHER=/run/other.pid\n");
  unit("e@.service",
       "[Service]\nEnvironment=PID=/run/e-%i.pid\nEnvironment=X=1\n"
       "ExecStart=/d -p${PID}\n");
  unit("f.service", "[Service]\nExecStart=/d -p 8080 --config /run/f.pid\n");
  file("/etc/sysconfig/g", "PIDFILE=/run/g-own.pid\n");
  unit("g.service",
       "[Service]\nEnvironment=PIDFILE=/run/g.pid\n"
       "EnvironmentFile=/etc/sysconfig/g\nExecStart=/d --pidfile ${PIDFILE}\n");
  Reader reader(root());
  const auto declared_by = [&](const std::string& pidfile) {
    return names(reader.units.with_pidfile({pidfile}));
  };
  EXPECT_EQ(declared_by("/run/a.pid"), Names{"a.service"});
  EXPECT_EQ(declared_by("/run/b.pid"), Names{"b.service"});
  EXPECT_EQ(declared_by("/run/c.pid"), Names{"c.service"});
  EXPECT_EQ(declared_by("/run/d.pid"), Names{"d.service"});
  EXPECT_TRUE(declared_by("/run/e-x.pid").empty());  // "e-" says too little.
  EXPECT_TRUE(declared_by("/run/f.pid").empty());
  EXPECT_TRUE(declared_by("/run/other.pid").empty());
  EXPECT_TRUE(declared_by("/run/g.pid").empty());
  EXPECT_EQ(declared_by("/run/g-own.pid"), Names{"g.service"});
}

TEST_F(Units, TheFilesOfSupervisordAreReadOnce) {
  file("/etc/supervisord.d/a.ini", "[program:a]\ncommand=/usr/bin/a\n");
  Reader reader(root());
  const auto of_supervisord = [&](const std::string& name) {
    return programs(reader.units.find({name, false, false, rules::Starter::supervisord}));
  };
  EXPECT_EQ(of_supervisord("a"), Names{"/usr/bin/a"});
  file("/etc/supervisord.d/a.ini", "[program:b]\ncommand=/usr/bin/b\n");
  EXPECT_EQ(of_supervisord("b"), Names{}) << "read again for another program";
  EXPECT_EQ(of_supervisord("a"), Names{"/usr/bin/a"});
}

TEST_F(Units, ServicesOfOtherStartersSayNothingIfAnotherUserCanWriteThem) {
  file("/etc/supervisord.d/a.ini", "[program:a]\ncommand=/usr/bin/a\n");
  file("/etc/sv/a/run", "#!/bin/sh\nexec /usr/bin/a\n");
  file("/etc/init/a.conf", "exec /usr/bin/a\n");
  const auto all = [&] {
    Reader reader(root());
    Names found;
    for (const auto& reference :
         {rules::UnitReference{"a", false, false, rules::Starter::supervisord},
          rules::UnitReference{"a", false, false, rules::Starter::service_directory},
          rules::UnitReference{"a"}}) {
      for (const std::string& one : programs(reader.units.find(reference))) found.push_back(one);
    }
    return found;
  };
  EXPECT_EQ(all(), (Names{"/usr/bin/a", "/usr/bin/a", "/usr/bin/a"}));
  give_away("/etc/supervisord.d");
  give_away("/etc/sv/a");
  give_away("/etc/init/a.conf");
  EXPECT_EQ(all(), Names{});
}

TEST_F(Units, AFileOfMoreThanAMebibyteIsMissing) {
  const std::string long_line = "# " + std::string(1U << 20U, 'x') + "\n";
  unit("a.service", long_line + "[Service]\nExecStart=/usr/sbin/a\n");
  unit("b.service", "[Service]\nEnvironmentFile=/etc/b\nExecStart=/usr/sbin/b $OPTIONS\n");
  file("/etc/b", long_line + "OPTIONS=-P /run/b.pid\n");
  file("/etc/systemd/system/b.service.d/x.conf", long_line + "[Service]\nExecStart=\n");
  file("/etc/init.d/c", "#!/bin/sh\n" + long_line + "DAEMON=/usr/sbin/c\n");
  EXPECT_EQ(programs(found("a")), Names{});
  EXPECT_EQ(programs(found("b")), Names{"/usr/sbin/b"});
  EXPECT_EQ(programs(found("c")), Names{});
  EXPECT_TRUE(Reader(root()).units.with_pidfile({"/run/b.pid"}).empty());
}

TEST_F(Units, OnlySoManyFilesOfAUnitAreRead) {
  constexpr int kMostVariables = 64;
  constexpr int kMostDropIns = 256;
  std::string files;
  for (int i = 100; i <= 100 + kMostVariables; ++i) {
    const std::string number = std::to_string(i);
    file("/etc/a/" + number, "PIDFILE=/run/a" + number + ".pid\n");
    files += "EnvironmentFile=/etc/a/" + number + "\n";
  }
  for (int i = 100; i <= 100 + kMostDropIns; ++i) {
    const std::string number = std::to_string(i);
    file("/etc/systemd/system/a.service.d/" + number + ".conf",
         "[Service]\nExecStart=/usr/sbin/p" + number + "\n");
  }
  unit("a.service", "[Service]\n" + files);
  Reader reader(root());
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/a163.pid"})), Names{"a.service"});
  EXPECT_TRUE(reader.units.with_pidfile({"/run/a164.pid"}).empty());
  EXPECT_EQ(programs(found("a")).size(), std::size_t{kMostDropIns});
}

TEST_F(Units, WhatAnotherUserCanWriteDeclaresNothing) {
  unit("app.service",
       "[Service]\nEnvironmentFile=-/home/app/env\nEnvironmentFile=-/opt/app/env\n"
       "EnvironmentFile=-/etc/app.env\nPIDFile=/run/app/app.pid\nExecStart=/home/app/run\n");
  file("/home/app/env", "A_PIDFILE=/run/home.pid\n");
  file("/opt/app/env", "B_PIDFILE=/run/opt.pid\n");
  file("/etc/app.env", "C_PIDFILE=/run/etc.pid\n");
  link("/run/app/app.pid", "/run/db/db.pid");
  link("/home/app/run", "/usr/sbin/dbd");
  file("/home/app/dbd", "#!/usr/sbin/dbd\n");
  unit("own.service", "[Service]\nExecStart=/home/app/dbd\n");
  unit("app.socket", "[Socket]\nListenStream=/run/app/sock\n");
  link("/run/app/sock", "/run/db/sock");
  give_away("/opt/app/env");
  give_away("/home/app");
  give_away("/home/app/dbd");
  give_away("/run/app");
  Reader reader(root());
  const auto declared_by = [&](const std::string& pidfile) {
    return names(reader.units.with_pidfile({pidfile}));
  };
  EXPECT_EQ(declared_by("/run/etc.pid"), Names{"app.service"});
  EXPECT_EQ(declared_by("/run/app/app.pid"), Names{"app.service"});
  EXPECT_TRUE(declared_by("/run/home.pid").empty());
  EXPECT_TRUE(declared_by("/run/opt.pid").empty());
  EXPECT_TRUE(declared_by("/run/db/db.pid").empty());
  EXPECT_EQ(programs(found("app")), Names{"/home/app/run"});
  EXPECT_TRUE(reader.units.running(PosixPattern("/usr/sbin/dbd")).empty());
  EXPECT_TRUE(reader.units.listening(0, {"/run/db/sock"}).empty());
}

TEST_F(Units, APatternFitsTheTitleThatAStoppedProgramWouldHave) {
  file("/usr/bin/ban", "#!/usr/bin/python3 -s\nimport x\n");
  unit("ban.service", "[Service]\nExecStart=/usr/bin/ban start\n");
  unit("nginx.service", "[Service]\nExecStart=/usr/sbin/nginx\n");
  unit("db.service", "[Service]\nExecStart=/bin/sh -c 'exec /usr/bin/postmaster -D /x'\n");
  Reader reader(root());
  const auto fitting = [&](const char* pattern) {
    return names(reader.units.running(PosixPattern(pattern)));
  };
  EXPECT_EQ(fitting("^nginx: master process"), Names{"nginx.service"});
  EXPECT_EQ(fitting("python3 -s /usr/bin/ban"), Names{"ban.service"});
  EXPECT_EQ(fitting("^postgres:"), Names{"db.service"});
  EXPECT_TRUE(fitting("nginx: mastr process").empty());
  EXPECT_TRUE(fitting("python3 -s /usr/bin/other").empty());
}

TEST_F(Units, AUnitIsNamedByAWordOfAPattern) {
  unit("kafka.service", "[Service]\nExecStart=/opt/kafka/bin/kafka-server-start.sh x\n");
  unit("ab.service", "[Service]\nExecStart=/usr/sbin/ab\n");
  unit("tun@.service", "[Service]\nExecStart=/usr/sbin/tunneld\n");
  unit("kafka.socket", "[Socket]\nListenStream=1\n");
  Reader reader(root());
  EXPECT_EQ(reader.units.named_in("java.*kafka[.]Kafka"), Names{"kafka.service"});
  EXPECT_EQ(reader.units.named_in("^tunneld: "), Names{"tun@.service"});
  EXPECT_TRUE(reader.units.named_in("/opt/kafkaesque/ab").empty());
}

TEST_F(Units, AUnitWithDotsInItsNameIsNamedByTheWholeName) {
  unit("org.cups.cupsd.service", "[Service]\nExecStart=/usr/sbin/spooler\n");
  unit("php7.4-fpm@a.b.service", "[Service]\nExecStart=/opt/fpm\n");
  Reader reader(root());
  EXPECT_TRUE(reader.units.named_in("org.apache.catalina.startup.Bootstrap").empty());
  EXPECT_TRUE(reader.units.named_in("php7 worker").empty());
  EXPECT_EQ(reader.units.named_in("start org.cups.cupsd -f"), Names{"org.cups.cupsd.service"});
  EXPECT_EQ(reader.units.named_in("php7.4-fpm: "), Names{"php7.4-fpm@a.b.service"});
  for (const char* pattern : {"php7\\.4-fpm", "php7[.]4-fpm", "PHP7\\.4\\-fpm"}) {
    EXPECT_EQ(reader.units.named_in(pattern), Names{"php7.4-fpm@a.b.service"}) << pattern;
  }
}

TEST_F(Units, APatternFitsByTheProgramNotByItsArguments) {
  unit("a.service", "[Service]\nExecStart=/usr/sbin/ad --config /etc/b.conf\n");
  unit("b.service", "[Service]\nExecStart=/usr/bin/python3 /usr/share/b/bd.py -x\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.running(PosixPattern("sbin/ad"))), Names{"a.service"});
  EXPECT_EQ(names(reader.units.running(PosixPattern("bd[.]py"))), Names{"b.service"});
  EXPECT_TRUE(reader.units.running(PosixPattern("b[.]conf")).empty());
  EXPECT_TRUE(reader.units.running(PosixPattern("[")).empty());
}

TEST_F(Units, SocketUnitsAreFoundByPortAndPath) {
  unit("a.socket", "[Socket]\nListenStream=127.0.0.1:3306\nListenStream=/run/a.sock\n");
  unit("b.socket", "[Socket]\nListenStream=[::]:22\nListenDatagram=53\nListenStream=@abstract\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.listening(3306, {})), Names{"a.socket"});
  EXPECT_EQ(names(reader.units.listening(22, {})), Names{"b.socket"});
  EXPECT_EQ(names(reader.units.listening(0, {"/run/a.sock"})), Names{"a.socket"});
  EXPECT_TRUE(reader.units.listening(0, {}).empty());
}

TEST_F(Units, NoLinkLeavesTheRoot) {
  link("/usr/lib/systemd/system/a.service", "../../../../../../../../../etc/hostname");
  file("/etc/hostname", "[Service]\nExecStart=/inside\n");
  EXPECT_EQ(programs(found("a")), Names{"/inside"});
}

TEST(ListeningSockets, AreFoundInTheTablesOfTheKernel) {
  const std::string tcp =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
      "inode\n"
      "   0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 111 1 0\n"
      "   1: 0100007F:0CEA 0100007F:D431 01 00000000:00000000 00:00000000 00000000  0 0 222 1 0\n"
      "   2: broken\n";
  EXPECT_EQ(inodes_by_port(tcp), (std::multimap<int, std::string>{{3306, "111"}}));
  const std::string sockets =
      "Num       RefCount Protocol Flags    Type St Inode Path\n"
      "0000: 00000002 00000000 00010000 0001 01 333 /run/a.sock\n"
      "0000: 00000003 00000000 00000000 0001 03 444 /run/a.sock\n"
      "0000: 00000002 00000000 00010000 0001 01 555 @abstract\n"
      "0000: 00000002 00000000 00010000 0001 01 666\n";
  EXPECT_EQ(inodes_by_path(sockets),
            (std::multimap<std::string, std::string>{{"/run/a.sock", "333"}}));
}

}  // namespace
}  // namespace pkgmap
