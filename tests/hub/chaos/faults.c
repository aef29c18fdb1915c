/* Loaded into a hub by LD_PRELOAD: a disk that is full, that cannot sync, that dies in the middle
   of a write, and a clock that jumps. What is to fail stands in the file PALABRE_FAULTS, which the
   test writes and this process maps: four 32-bit numbers (full, unsynced, torn, none) and a 64-bit
   one (ms by which the clock is wrong). SQLite writes by pwrite64 and syncs by fdatasync or fsync,
   and nothing else in the hub does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct faults {
    volatile int32_t full, unsynced, torn, unused;
    volatile int64_t clock_ms;
};

static struct faults none;
static struct faults* faults = &none;

__attribute__((constructor)) static void begin(void) {
    const char* path = getenv("PALABRE_FAULTS");
    const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void* mapped = mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) faults = mapped;
    close(file);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static ssize_t (*real)(int, const void*, size_t, off64_t);
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "pwrite64");
    if (faults->full) {
        errno = ENOSPC;
        return -1;
    }
    if (faults->torn) {
        real(file, bytes, size / 2, at);
        kill(getpid(), SIGKILL);
    }
    return real(file, bytes, size, at);
}

static int sync_by(const char* name, int file) {
    int (*real)(int);
    *(void**)&real = dlsym(RTLD_NEXT, name);
    if (faults->unsynced) {
        errno = EIO;
        return -1;
    }
    return real(file);
}
int fdatasync(int file) {
    return sync_by("fdatasync", file);
}
int fsync(int file) {
    return sync_by("fsync", file);
}

int clock_gettime(clockid_t clock, struct timespec* time) {
    static int (*real)(clockid_t, struct timespec*);
    if (!real) *(void**)&real = dlsym(RTLD_NEXT, "clock_gettime");
    const int status = real(clock, time);
    if (status == 0 && clock == CLOCK_REALTIME) time->tv_sec += faults->clock_ms / 1000;
    return status;
}
