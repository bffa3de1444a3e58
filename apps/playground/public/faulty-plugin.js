// A plugin as it may come from anywhere: no types, no care. The page must survive it.
export const faultyPlugin = {
  name: 'faulty-plugin',
  requests: {
    logCall(data) {
      return data.call.session.transfers.length;
    },
    async matchContacts() {
      throw new Error('the customer database did not answer');
    },
  },
};
