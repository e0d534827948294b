// What an edition is, for readers of its list.

/** A source document of an edition. */
export interface SourceDocument {
  /** Its name: `en-2024-11-create-vpc-channel`. */
  readonly document: string;
  readonly title: string;
  /** `2024-11-11`; `null` for an undated one. */
  readonly dated: string | null;
}

/** An edition of the contract: a revision of the API in a language. */
export interface EditionData {
  /** `2024-11.en` */
  readonly name: string;
  /** `2024-11` */
  readonly revision: string;
  readonly locale: 'en' | 'zh-CN';
  /** Whether documents state the edition, or it follows from its neighbours. */
  readonly mark: 'documented' | 'derived';
  /** The documents that state it; none for a derived one. */
  readonly documents: readonly SourceDocument[];
}
