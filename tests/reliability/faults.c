/* Makes the disk fail, for tests: loaded before the C library (LD_PRELOAD), it lets chosen calls on files below one
 * folder end with an error.
 *
 *   FAULT_FOLDER   the folder; calls on other files are left alone
 *   FAULT_FIRST    the number of the first call that fails, from 1; 0 for none
 *   FAULT_COUNT    how many calls fail from there on; 0 for all that follow
 *   FAULT_ERROR    the error number, such as 28 (ENOSPC)
 *   FAULT_REPORT   the file that is told at the end how many calls there were
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls, first, count, error_number;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("FAULT_FOLDER");
    first = atol(getenv("FAULT_FIRST") ? getenv("FAULT_FIRST") : "0");
    count = atol(getenv("FAULT_COUNT") ? getenv("FAULT_COUNT") : "1");
    error_number = atol(getenv("FAULT_ERROR") ? getenv("FAULT_ERROR") : "28");
}

__attribute__((destructor)) static void end(void) {
    const char *name = getenv("FAULT_REPORT");
    FILE *report = name ? fopen(name, "w") : NULL;
    if (report) {
        fprintf(report, "%ld\n", calls);
        fclose(report);
    }
}

static int fails(const char *path) {
    if (!folder || strncmp(path, folder, strlen(folder)) != 0) return 0;
    long number = __sync_add_and_fetch(&calls, 1);
    if (!first || number < first || (count && number >= first + count)) return 0;
    errno = (int)error_number;
    return 1;
}

static int file_fails(int file) {
    char link[64], path[PATH_MAX];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* Opening counts where it may make a file. */
#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return flags & O_CREAT && fails(path) ? -1 : real(path, flags, mode); \
    }

OPENING(open)
OPENING(open64)

ssize_t write(int file, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return file_fails(file) ? -1 : real(file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t place) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    return file_fails(file) ? -1 : real(file, data, size, place);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t place) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    return file_fails(file) ? -1 : real(file, data, size, place);
}

int fsync(int file) {
    REAL(int, fsync, int);
    return file_fails(file) ? -1 : real(file);
}

int fdatasync(int file) {
    REAL(int, fdatasync, int);
    return file_fails(file) ? -1 : real(file);
}

int ftruncate(int file, off_t size) {
    REAL(int, ftruncate, int, off_t);
    return file_fails(file) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size) {
    REAL(int, ftruncate64, int, off64_t);
    return file_fails(file) ? -1 : real(file, size);
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return fails(to) ? -1 : real(from, to);
}

int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    return fails(to) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return fails(path) ? -1 : real(path, mode);
}
