/** The part of node-forge that decrypts PFX files. Its strings contain one byte per character. */
declare module 'node-forge/lib/forge' {
  namespace forge {
    /** The value of a primitive type is a string, and of a constructed type an array. */
    interface Asn1 {
      readonly type: number;
      readonly value: string | readonly Asn1[];
    }

    interface Bytes {
      readonly getBytes: () => string;
    }

    interface Cipher {
      readonly update: (encrypted: Bytes) => void;
      readonly finish: () => boolean;
      readonly output: Bytes;
    }

    interface Forge {
      readonly asn1: {
        /** Throws for an incomplete or malformed value. */
        readonly fromDer: (bytes: string, options: { readonly decodeBitStrings: false }) => Asn1;
        readonly toDer: (value: Asn1) => Bytes;
        readonly derToOid: (bytes: string) => string;
        readonly Type: { readonly INTEGER: number };
      };
      readonly md: Readonly<Record<string, { readonly create: () => object }>>;
      readonly pki: {
        readonly pbe: {
          /** Throws for an algorithm that it does not support. */
          readonly getCipher: (algorithm: string, parameters: Asn1, password: string | null) => Cipher;
          readonly generatePkcs12Key: (
            password: string | null,
            salt: Bytes,
            purpose: 1 | 2 | 3,
            iterations: number,
            length: number,
            hash: object,
          ) => Bytes;
        };
      };
      readonly pkcs5: {
        pbkdf2: (
          password: string | null,
          salt: string,
          iterations: number,
          length: number,
          hash: { readonly algorithm: string },
        ) => string;
      };
      readonly util: { readonly createBuffer: (bytes: string) => Bytes };
    }
  }

  const forge: forge.Forge;
  export = forge;
}

declare module 'node-forge/lib/pbe';
declare module 'node-forge/lib/sha1';
declare module 'node-forge/lib/sha256';
declare module 'node-forge/lib/sha512';
