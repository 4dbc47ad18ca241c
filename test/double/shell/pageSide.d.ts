type Preload = (
  require: (name: string) => object,
  process: object,
  exports: object,
  module: { readonly exports: object },
) => void;

export function installPageSide(preload: Preload): void;
