// The two allocators of guest.h, and cabi_realloc, by which the caller places arguments in our memory.
#include "guest.h"

#define PAGE 65536u
#define SMALLEST_CLASS 4 // blocks of 16 bytes
#define CLASSES 31       // up to blocks of 1 GiB

// Before each block on the heap. `next` has a meaning only while the block is free.
typedef struct header {
  uint32_t size_class;
  struct header *next;
} header;

extern char __heap_base; // made by the linker: where its data and the stack end

static header *free_blocks[CLASSES];
static uintptr_t heap_end;

static header *extend_heap(uint32_t size_class) {
  if (heap_end == 0) heap_end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  uintptr_t start = heap_end;
  uint64_t end = (uint64_t)start + (1u << size_class);
  if (end > UINT32_MAX) __builtin_trap();
  uint64_t have = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
  if (end > have) {
    size_t pages = (size_t)((end - have + PAGE - 1) / PAGE);
    if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX) __builtin_trap();
  }
  heap_end = (uintptr_t)end;
  return (header *)start;
}

void *heap_allocate(size_t size) {
  uint32_t size_class = SMALLEST_CLASS;
  while (size_class < CLASSES && (1u << size_class) - sizeof(header) < size) size_class++;
  if (size_class == CLASSES) __builtin_trap();
  header *block = free_blocks[size_class];
  if (block) {
    free_blocks[size_class] = block->next;
  } else {
    block = extend_heap(size_class);
    block->size_class = size_class;
  }
  return block + 1;
}

void heap_free(void *pointer) {
  header *block = (header *)pointer - 1;
  block->next = free_blocks[block->size_class];
  free_blocks[block->size_class] = block;
}

// Scratch memory is a chain of blocks of the heap; only the newest is filled.
typedef struct chunk {
  struct chunk *older;
  uint32_t used, size;
} chunk;

#define CHUNK 4072u // with both headers one block of 4 KiB

static chunk *newest;

void *scratch_allocate(size_t size) {
  size_t rounded = (size + 7) & ~(size_t)7;
  if (rounded < size) __builtin_trap();
  if (!newest || newest->size - newest->used < rounded) {
    uint32_t room = rounded > CHUNK ? rounded : CHUNK;
    if (room > UINT32_MAX - 16) __builtin_trap();
    chunk *fresh = heap_allocate(16 + room);
    *fresh = (chunk){newest, 0, room};
    newest = fresh;
  }
  char *block = (char *)newest + 16 + newest->used;
  newest->used += rounded;
  return block;
}

void scratch_reset(void) {
  while (newest) {
    chunk *older = newest->older;
    heap_free(newest);
    newest = older;
  }
}

EXPORT("cabi_realloc")
void *cabi_realloc(void *old, size_t old_size, size_t alignment, size_t new_size) {
  if (new_size == 0) return (void *)alignment; // never read, but aligned
  void *block = scratch_allocate(new_size);
  if (old_size) __builtin_memcpy(block, old, old_size < new_size ? old_size : new_size);
  return block;
}
