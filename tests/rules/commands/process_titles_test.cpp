// Tests which command lines stopped programs would have.
#include "rules/commands/process_titles.hpp"

#include <gtest/gtest.h>

#include "parsers/source/contains.hpp"

namespace pkgmap::rules {
namespace {

using Words = std::vector<std::string>;

TEST(ProcessTitles, AreThoseThatProgramsGiveThemselves) {
  const auto has = [](const Words& argv, const std::string& title) {
    return contains(process_titles(argv), title);
  };
  EXPECT_TRUE(has({"/usr/sbin/nginx", "-g", "x"}, "nginx: master process /usr/sbin/nginx -g x"));
  EXPECT_TRUE(has({"/usr/sbin/php-fpm8.2", "--nodaemonize"}, "php-fpm: pool www"));
  EXPECT_TRUE(has({"/usr/bin/postmaster", "-D", "/x"}, "postgres: checkpointer"));
  EXPECT_TRUE(has({"/usr/bin/redis-server", "/etc/redis.conf"}, "/usr/bin/redis-server *:6379"));
  EXPECT_TRUE(
      has({"/usr/sbin/sshd", "-D"}, "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"));
  EXPECT_TRUE(has({"/usr/libexec/tomcat/server", "start"},
                  "java org.apache.catalina.startup.Bootstrap start"));
  EXPECT_TRUE(
      has({"/usr/sbin/nginx", "-g", "%p %c"}, "nginx: master process /usr/sbin/nginx -g %p %c"));
  EXPECT_TRUE(process_titles({"/usr/sbin/httpd"}).empty());
  EXPECT_TRUE(process_titles({}).empty());
}

TEST(ScriptCommand, BeginsWithTheInterpreter) {
  EXPECT_EQ(script_command("#!/usr/bin/python3 -s\nimport x\n", {"/usr/bin/a", "start"}),
            (Words{"/usr/bin/python3", "-s", "/usr/bin/a", "start"}));
  EXPECT_EQ(script_command("#! /usr/bin/env -S perl -w", {"/usr/bin/a"}),
            (Words{"perl", "-w", "/usr/bin/a"}));
  EXPECT_EQ(script_command("#!/usr/bin/env -u A -S A=b perl", {"/usr/bin/a"}),
            (Words{"perl", "/usr/bin/a"}));
  EXPECT_EQ(script_command("#!env perl", {"/usr/bin/a"}), Words{});
  EXPECT_EQ(script_command("\x7f"
                           "ELF",
                           {"/usr/bin/a"}),
            Words{});
  EXPECT_EQ(script_command("#!\n/usr/bin/x", {"/usr/bin/a"}), Words{});
  EXPECT_EQ(script_command("#!/usr/bin/env\n", {"/usr/bin/a"}), Words{});
}

}  // namespace
}  // namespace pkgmap::rules
