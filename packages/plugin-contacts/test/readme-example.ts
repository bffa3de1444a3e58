import { createHost, type Contact, type Host, type HostOptions } from '@jackfield/core';
import { contacts, type ContactSource } from '@jackfield/plugin-contacts';

const source: ContactSource = {
  async findByNumbers(numbers, { signal }) {
    const response = await fetch('https://crm.example/contacts/match', {
      method: 'POST',
      body: JSON.stringify(numbers), // ["+16503945910", "101"]
      signal,
    });
    if (!response.ok) throw new Error(`The CRM answered ${response.status}.`);
    // { "+16503945910": [{ id: '7', type: 'acme', name: 'Ada Lovelace' }] }
    return (await response.json()) as Record<string, Contact[]>;
  },
};

export const start = (widget?: HostOptions['widget']): Host =>
  createHost({ service: 'Acme CRM', plugins: [contacts({ source })], widget });
