// A transaction plugin of rpm that calls another one and notes how long each of its hooks took.
//
// Its macro has the words of the other plugin's macro after its own path. The environment variable
// TIMED_PLUGIN has the path of the other plugin, TIMED_RESULT the file to which every call adds a
// line: its milliseconds.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/plugins/rpm/abi.hpp"

namespace {

double now_ms() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

const rpmPluginHooks_s* timed_plugin() {
  const char* path = getenv("TIMED_PLUGIN");
  void* library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
  void* symbol = library ? dlsym(library, "monit_pkgmap_hooks") : nullptr;
  return static_cast<const rpmPluginHooks_s*>(symbol);
}

void note(double began) {
  const double took = now_ms() - began;
  const char* path = getenv("TIMED_RESULT");
  FILE* file = path ? fopen(path, "a") : nullptr;
  if (!file) return;
  fprintf(file, "%.3f\n", took);
  fclose(file);
}

rpmRC tsm_pre(rpmPlugin plugin, rpmts ts) {
  const rpmPluginHooks_s* timed = timed_plugin();
  if (!timed) return RPMRC_FAIL;
  const double began = now_ms();
  const rpmRC result = timed->tsm_pre(plugin, ts);
  note(began);
  return result;
}

rpmRC tsm_post(rpmPlugin plugin, rpmts ts, int outcome) {
  const rpmPluginHooks_s* timed = timed_plugin();
  if (!timed) return RPMRC_FAIL;
  const double began = now_ms();
  const rpmRC result = timed->tsm_post(plugin, ts, outcome);
  note(began);
  return result;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) HooksWithRoom timed_hooks;

constinit HooksWithRoom timed_hooks = hooks_around(tsm_pre, tsm_post);
